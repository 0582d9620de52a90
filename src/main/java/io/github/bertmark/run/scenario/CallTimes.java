package io.github.bertmark.run.scenario;

import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.QuantileInterval;
import io.github.bertmark.statistics.Summary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long calls of a scenario took, over all of them; intervals have the fork as the unit of
 * replication.
 *
 * @param meanInterval95Millis null for fewer than two forks
 * @param percentiles the median, p90, p95 and p99, without those that the calls are too few to
 *     bound
 * @param forkTimesMillis of each call, by fork
 */
public record CallTimes(
    int calls,
    double meanMillis,
    @Nullable Interval meanInterval95Millis,
    List<Percentile> percentiles,
    List<List<Double>> forkTimesMillis) {
  private static final double CONFIDENCE = 0.95;

  /**
   * A percentile.
   *
   * @param quantile between 0 and 1
   * @param interval95Millis null if the forks are too few or differ by too much to bound it
   */
  public record Percentile(double quantile, double millis, @Nullable Interval interval95Millis) {}

  public CallTimes {
    percentiles = List.copyOf(percentiles);
    forkTimesMillis = forkTimesMillis.stream().map(List::copyOf).toList();
    if (forkTimesMillis.isEmpty() || forkTimesMillis.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("each fork must have times");
    }
    if (forkTimesMillis.stream().flatMap(List::stream).anyMatch(t -> !(t >= 0 && t < 1e12))) {
      throw new IllegalArgumentException("forkTimesMillis holds what is no time");
    }
  }

  /**
   * Summarises raw times.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static CallTimes of(List<List<Double>> forkTimesMillis) {
    Summary summary = Summary.of(forkTimesMillis.stream().flatMap(Collection::stream).toList());
    double[] quantiles = {0.5, 0.9, 0.95, 0.99};
    double[] millis = {summary.median(), summary.p90(), summary.p95(), summary.p99()};
    List<Percentile> percentiles = new ArrayList<>();
    for (int i = 0; i < quantiles.length; i++) {
      if (i == 0 || summary.count() >= callsFor(quantiles[i])) {
        Interval interval =
            QuantileInterval.overForks(forkTimesMillis, quantiles[i], CONFIDENCE).orElse(null);
        percentiles.add(new Percentile(quantiles[i], millis[i], interval));
      }
    }
    return new CallTimes(
        summary.count(),
        summary.mean(),
        ConfidenceIntervals.ofMeanOverForks(forkTimesMillis, CONFIDENCE)
            .map(ConfidenceIntervals::positive)
            .orElse(null),
        percentiles,
        forkTimesMillis);
  }

  /** The percentile of a quantile; null if the calls are too few for it. */
  public @Nullable Percentile percentile(double quantile) {
    return percentiles.stream().filter(p -> p.quantile() == quantile).findFirst().orElse(null);
  }

  /** The fewest calls that bound a percentile. */
  public static int callsFor(double quantile) {
    return QuantileInterval.smallestSample(quantile, 0.99);
  }
}
