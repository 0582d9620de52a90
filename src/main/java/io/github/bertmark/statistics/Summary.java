package io.github.bertmark.statistics;

import java.util.Collection;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.jspecify.annotations.Nullable;

/**
 * A sample in a few numbers, each in the unit of the sample.
 *
 * <p>Percentiles interpolate linearly between order statistics: type 7 of Hyndman and Fan (1996),
 * the default of NumPy, R and spreadsheets.
 *
 * @param count how many values there are
 * @param standardDeviation of the sample, with n - 1; null for a single value
 */
public record Summary(
    int count,
    double mean,
    @Nullable Double standardDeviation,
    double minimum,
    double median,
    double p90,
    double p95,
    double p99,
    double maximum) {

  /**
   * Summarises a sample; the order of its values does not matter.
   *
   * @throws IllegalArgumentException if it is empty or holds a value that is not finite
   */
  public static Summary of(Collection<Double> sample) {
    // Sorted, so that the sums below, too, do not depend on the order.
    double[] sorted = sample.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("an empty sample has no summary");
    }
    for (double value : sorted) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a sample must consist of finite numbers, not " + value);
      }
    }
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(sorted);
    return new Summary(
        sorted.length,
        StatUtils.mean(sorted),
        sorted.length == 1 ? null : Math.sqrt(StatUtils.variance(sorted)),
        sorted[0],
        percentile.evaluate(50),
        percentile.evaluate(90),
        percentile.evaluate(95),
        percentile.evaluate(99),
        sorted[sorted.length - 1]);
  }
}
