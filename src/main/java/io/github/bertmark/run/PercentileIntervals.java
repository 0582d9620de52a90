package io.github.bertmark.run;

import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.QuantileInterval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The 95 % intervals of the percentiles of a latency, over forks. Not part of the run document,
 * whose raw times tell them, so that those of any version have them.
 *
 * @param p50 of the median; null, as the others, if the percentile is absent, or if the forks are
 *     too few or differ by too much to bound it
 */
public record PercentileIntervals(
    @Nullable Interval p50,
    @Nullable Interval p90,
    @Nullable Interval p95,
    @Nullable Interval p99) {
  private static final double CONFIDENCE = 0.95;

  public static PercentileIntervals of(Latency latency) {
    List<List<Double>> forks = latency.forkTimesMillis();
    return new PercentileIntervals(
        interval(latency.medianMillis(), forks, 0.5),
        interval(latency.p90Millis(), forks, 0.9),
        interval(latency.p95Millis(), forks, 0.95),
        interval(latency.p99Millis(), forks, 0.99));
  }

  private static @Nullable Interval interval(
      @Nullable Double percentile, List<List<Double>> forks, double quantile) {
    return percentile == null
        ? null
        : QuantileInterval.overForks(forks, quantile, CONFIDENCE).orElse(null);
  }
}
