package io.github.bertmark.report.picture;

import io.github.bertmark.choice.Frontier;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One variant in the trade-off picture.
 *
 * @param meanIntervalMillis null where a single fork gives none
 * @param onFrontier of latency and accuracy, whatever the sizes
 * @param studied whether it is the variant under study
 */
record TradeoffPoint(
    String name,
    double meanMillis,
    @Nullable Interval meanIntervalMillis,
    double accuracyPercent,
    Interval accuracyIntervalPercent,
    double sizeMiB,
    boolean onFrontier,
    boolean studied) {

  /**
   * The variants of a run.
   *
   * @param studied id of the one under study
   */
  static List<TradeoffPoint> of(RunDocument run, String studied) {
    Set<String> frontier = Frontier.ofLatencyAndAccuracy(run);
    return run.variants().stream()
        .map(v -> of(v, frontier.contains(v.id()), v.id().equals(studied)))
        .toList();
  }

  private static TradeoffPoint of(VariantResult variant, boolean onFrontier, boolean studied) {
    return new TradeoffPoint(
        variant.displayName(),
        variant.latency().meanMillis(),
        variant.latency().meanInterval95Millis(),
        100 * variant.accuracy().accuracy(),
        variant.accuracy().wilson95().times(100),
        variant.model().sizeMiB(),
        onFrontier,
        studied);
  }

  /** What the horizontal bar spans; the mean alone where there is no interval. */
  Interval horizontalBar() {
    return meanIntervalMillis == null ? new Interval(meanMillis, meanMillis) : meanIntervalMillis;
  }

  /** What the vertical bar spans. */
  Interval verticalBar() {
    return accuracyIntervalPercent;
  }

  /** The radius, for an area in proportion to the size; the largest model gets the largest. */
  double radius(double largestMiB, double largestRadius) {
    return largestRadius * Math.sqrt(sizeMiB / largestMiB);
  }
}
