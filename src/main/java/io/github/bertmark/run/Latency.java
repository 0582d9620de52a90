package io.github.bertmark.run;

import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.QuantileInterval;
import io.github.bertmark.statistics.Summary;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long calls took: a summary over all calls, an interval over forks, and every raw time.
 *
 * @param meanMillis over all calls
 * @param standardDeviationMillis over all calls; null for a single one
 * @param meanInterval95Millis 95 % interval of the mean with the fork as the unit of replication;
 *     null for fewer than two forks
 * @param p90Millis null for fewer than {@link #CALLS_FOR_P90} calls, which do not bound it, even if
 *     a figure is given, as former versions wrote it; the same holds for the other percentiles
 * @param forkTimesMillis the time per call of each measured iteration, by fork; with one call per
 *     iteration, as the protocol has it, the time of each call
 */
public record Latency(
    int calls,
    double meanMillis,
    @Nullable Double standardDeviationMillis,
    double minimumMillis,
    double medianMillis,
    @Nullable Double p90Millis,
    @Nullable Double p95Millis,
    @Nullable Double p99Millis,
    double maximumMillis,
    @Nullable Interval meanInterval95Millis,
    List<List<Double>> forkTimesMillis) {
  /** The fewest calls that bound the percentile. */
  public static final int CALLS_FOR_P90 = callsFor(0.9);

  public static final int CALLS_FOR_P95 = callsFor(0.95);
  public static final int CALLS_FOR_P99 = callsFor(0.99);
  private static final double CONFIDENCE = 0.95;

  public Latency {
    // Former versions wrote lower bounds below zero.
    meanInterval95Millis =
        meanInterval95Millis == null ? null : ConfidenceIntervals.positive(meanInterval95Millis);
    p90Millis = calls < CALLS_FOR_P90 ? null : p90Millis;
    p95Millis = calls < CALLS_FOR_P95 ? null : p95Millis;
    p99Millis = calls < CALLS_FOR_P99 ? null : p99Millis;
    forkTimesMillis = forkTimesMillis.stream().map(List::copyOf).toList();
  }

  /**
   * Summarises raw times.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Latency of(List<List<Double>> forkTimesMillis) {
    Summary summary = Summary.of(forkTimesMillis.stream().flatMap(Collection::stream).toList());
    return new Latency(
        summary.count(),
        summary.mean(),
        summary.standardDeviation(),
        summary.minimum(),
        summary.median(),
        summary.p90(),
        summary.p95(),
        summary.p99(),
        summary.maximum(),
        ConfidenceIntervals.ofMeanOverForks(forkTimesMillis, CONFIDENCE).orElse(null),
        forkTimesMillis);
  }

  /**
   * The 95 % interval of a percentile, over forks; no part of the document, whose raw times tell
   * it.
   *
   * @return null if the calls do not bound the percentile, or if the forks are too few or differ by
   *     too much to bound it
   */
  public @Nullable Interval percentileInterval95Millis(double quantile) {
    return quantile > 0.5 && calls < callsFor(quantile)
        ? null
        : QuantileInterval.overForks(forkTimesMillis, quantile, CONFIDENCE).orElse(null);
  }

  /** The fewest calls that bound a percentile. */
  public static int callsFor(double quantile) {
    return QuantileInterval.smallestSample(quantile, 0.99);
  }
}
