package io.github.bertmark.text;

import io.github.bertmark.evaluate.Doubt;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.LeftOutVariant;
import io.github.bertmark.run.Protocol;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a reader has to know of a run, wherever the run is shown. */
public final class DataNotes {
  private static final int LONGEST_QUERY = 200;

  private DataNotes() {}

  /** Sentences about the machine, what was left out and the data set, then about each variant. */
  public static List<String> of(RunDocument run) {
    List<String> notes = new ArrayList<>();
    if (run.pace() != null && run.pace().disturbance() != null) {
      notes.add(run.pace().disturbance());
    }
    Objects.requireNonNullElse(run.leftOut(), List.<LeftOutVariant>of())
        .forEach(variant -> notes.add("Left out " + variant.id() + ": " + variant.reason() + "."));
    notes.addAll(run.dataset().traits().notes());
    run.variants().stream().flatMap(DataNotes::of).filter(Objects::nonNull).forEach(notes::add);
    return notes;
  }

  private static Stream<String> of(VariantResult variant) {
    Accuracy accuracy = variant.accuracy();
    return Stream.concat(
        Stream.of(
            variant.doubt(),
            Doubt.truncation(variant.displayName(), accuracy.queries(), accuracy.answers())),
        Doubt.notes(variant.displayName(), accuracy.modelNotes()));
  }

  /** The text that was timed, or its beginning. */
  public static String query(Protocol protocol) {
    String query = protocol.query();
    int end = Math.min(query.length(), LONGEST_QUERY);
    return end == query.length()
        ? query
        : query.substring(0, query.offsetByCodePoints(0, query.codePointCount(0, end) - 1)) + "...";
  }
}
