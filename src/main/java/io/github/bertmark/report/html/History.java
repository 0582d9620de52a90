package io.github.bertmark.report.html;

import io.github.bertmark.comparison.RunChanges;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
  record Point(
      String id,
      double meanMillis,
      double medianMillis,
      @Nullable Double p95Millis,
      @Nullable Double p99Millis,
      @Nullable Interval meanInterval95Millis,
      double accuracy,
      Interval accuracyInterval,
      long sizeBytes) {

    static Point of(VariantResult variant) {
      Latency latency = variant.latency();
      return new Point(
          variant.id(),
          latency.meanMillis(),
          latency.medianMillis(),
          latency.p95Millis(),
          latency.p99Millis(),
          latency.meanInterval95Millis(),
          variant.accuracy().accuracy(),
          variant.accuracy().wilson95(),
          variant.model().sizeBytes());
    }
  }

  /**
   * The history of some runs.
   *
   * @param changes of each but the first since the one before
   */
  static History of(List<RunDocument> documents, List<RunChanges> changes) {
    Map<String, String> names = new LinkedHashMap<>();
    documents.forEach(
        document -> document.variants().forEach(v -> names.put(v.id(), v.displayName())));
    return new History(
        documents.stream().map(History::run).toList(),
        names,
        IntStream.range(1, documents.size())
            .boxed()
            .flatMap(
                i ->
                    HistoryChange.between(
                        i, documents.get(i - 1), documents.get(i), changes.get(i - 1))
                        .stream())
            .toList());
  }

  private static Run run(RunDocument document) {
    Instant createdAt = document.createdAt();
    return new Run(
        document.id(),
        createdAt.toString(),
        document.gitCommit(),
        document.variants().stream().map(Point::of).toList());
  }
}
