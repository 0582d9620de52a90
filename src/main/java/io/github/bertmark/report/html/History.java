package io.github.bertmark.report.html;

import io.github.bertmark.comparison.Drift;
import io.github.bertmark.comparison.RunChanges;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.run.RunDocument;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Many runs in short.
 *
 * @param runs the oldest first
 * @param names of the variants, by id
 * @param changes from one run to the next, the oldest first
 */
record History(List<Run> runs, Map<String, String> names, List<HistoryChange> changes) {

  /** One run. */
  record Run(String id, String createdAt, @Nullable String gitCommit, List<Point> variants) {}

  /** One variant in one run. */
  record Point(String id, Map<String, PageFigures.Value> figures) {}

  /**
   * The history of some runs.
   *
   * @param changes of each but the first since the one before
   * @param drifts that many runs show
   */
  static History of(
      List<RunDocument> documents,
      List<RunChanges> changes,
      List<Drift> drifts,
      Catalogue catalogue) {
    Map<String, String> names = new LinkedHashMap<>();
    documents.forEach(
        document -> document.variants().forEach(v -> names.put(v.id(), v.displayName())));
    return new History(
        documents.stream().map(document -> run(document, catalogue)).toList(),
        names,
        Stream.concat(
                IntStream.range(1, documents.size())
                    .boxed()
                    .flatMap(
                        i ->
                            HistoryChange.between(
                                i, documents.get(i - 1), documents.get(i), changes.get(i - 1))
                                .stream()),
                drifts.stream().map(HistoryChange::of))
            .sorted(Comparator.comparingInt(HistoryChange::run))
            .toList());
  }

  private static Run run(RunDocument document, Catalogue catalogue) {
    Instant createdAt = document.createdAt();
    return new Run(
        document.id(),
        createdAt.toString(),
        document.gitCommit(),
        document.variants().stream()
            .map(variant -> new Point(variant.id(), PageFigures.of(catalogue, variant)))
            .toList());
  }
}
