package io.github.bertmark.cli.option;

import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.classify.tokens.TimedQuery;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.model.ModelVariant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which text is timed. */
public final class QueryOption {
  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description = {
        "The text that is timed (default: one of the data set's median length; for CLINC150 and",
        "where no data set is read: " + BenchmarkQuery.TEXT + ")."
      })
  private @Nullable String query;

  /** The text as far as it was named; null if it was not. */
  public @Nullable String named() {
    if (query != null && query.isBlank()) {
      throw new InputException("--query", "is blank", "give a text");
    }
    return query;
  }

  /** What a command that repeats this one has to name, by the build's properties. */
  public Map<String, String> settings() {
    return query == null ? Map.of() : Map.of("query", query);
  }

  /** The text where there is no data set. */
  public TimedQuery query() {
    String named = named();
    return named == null ? TimedQuery.BOOK : TimedQuery.named(named);
  }

  /**
   * The text for a data set.
   *
   * @param dataset null if there is none
   * @param variants of which the first that opens is the one whose tokens count
   * @throws InputException if none opens
   */
  public TimedQuery query(@Nullable Dataset dataset, List<ModelVariant> variants) {
    if (named() != null || dataset == null || !dataset.isOwn()) {
      return query();
    }
    List<String> texts = dataset.queries(Split.TEST).stream().map(LabelledQuery::text).toList();
    // Whoever runs the variants next tells of those that do not open.
    LeftOut untold = (name, reason) -> {};
    LeftOut one = untold.among(variants.size());
    for (ModelVariant variant : variants) {
      try (Classifier opened = Classifier.open(variant, SessionSettings.ofThreads(1))) {
        return TimedQuery.typical(opened.variant(), texts);
      } catch (InputException e) {
        one.add(variant.id(), e);
      }
    }
    throw new IllegalStateException("no variants");
  }
}
