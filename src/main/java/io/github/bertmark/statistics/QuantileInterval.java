package io.github.bertmark.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Intervals of a median or another percentile between two order statistics, without any assumption
 * on the distribution (David and Nagaraja, "Order Statistics", section 7.1).
 *
 * <p>A percentile is refused if the sample is too small to bound it. It is large enough if the
 * second largest value (below the median: the second smallest) bounds the percentile at the given
 * confidence, so that no single stray call makes the bound: {@code p^n + n p^(n-1) (1 - p) <= 1 -
 * confidence}. At 99 % this takes 11 calls for the median, 64 for p90, 130 for p95 and 662 for p99:
 * the sizes of Wilks (1941) for the tolerance interval from the smallest to the largest value, by
 * the same sum.
 */
public final class QuantileInterval {
  private QuantileInterval() {}

  /**
   * The interval from calls of several forks, which are not independent: the sample counts as
   * smaller by Kish's design effect, the factor by which the share of calls below the percentile
   * varies more between forks than it would if calls were independent (Woodruff, JASA 47, 1952);
   * and again by the square of the ratio of Student's t for calls to that for forks, since few
   * forks tell that factor but roughly (Korn and Graubard, Survey Methodology 24, 1998).
   *
   * @param forks the calls of each fork
   * @param quantile between 0 and 1, such as 0.9
   * @param confidence between 0 and 1; either tail has at most half of what is missing to 1
   * @return empty if there are fewer than two forks or the effective sample is too small
   */
  public static Optional<Interval> overForks(
      List<? extends Collection<Double>> forks, double quantile, double confidence) {
    double[] sorted =
        forks.stream()
            .flatMap(Collection::stream)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    if (forks.size() < 2 || sorted.length < 2) {
      return Optional.empty();
    }
    double ratio =
        ConfidenceIntervals.studentQuantile(sorted.length - 1, confidence)
            / ConfidenceIntervals.studentQuantile(forks.size() - 1, confidence);
    int effective = (int) (sorted.length * ratio * ratio / designEffect(forks, sorted, quantile));
    return between(sorted, effective, quantile, confidence);
  }

  /** The smallest sample for which the percentile is not refused. */
  public static int smallestSample(double quantile, double confidence) {
    int size = 2;
    while (!sufficient(size, quantile, confidence)) {
      size++;
    }
    return size;
  }

  private static boolean sufficient(int size, double quantile, double confidence) {
    if (!(quantile > 0 && quantile < 1 && confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "quantile " + quantile + " and confidence " + confidence + " must be between 0 and 1");
    }
    double inner = Math.max(quantile, 1 - quantile);
    return Math.pow(inner, size) + size * Math.pow(inner, size - 1) * (1 - inner) <= 1 - confidence;
  }

  /**
   * The order statistics for a sample of the effective size, at the same shares of the whole one;
   * empty if that is too small.
   */
  public static Optional<Interval> between(
      double[] sorted, int effective, double quantile, double confidence) {
    if (!sufficient(effective, quantile, confidence)) {
      return Optional.empty();
    }
    BinomialDistribution below = new BinomialDistribution(effective, quantile);
    double tail = (1 - confidence) / 2;
    // The smallest k with P(X <= k) > tail: the k-th smallest value is a lower bound.
    int lower = 0;
    while (below.cumulativeProbability(lower) <= tail) {
      lower++;
    }
    // The smallest k with P(X >= k) <= tail: the k-th smallest value is an upper bound.
    int upper = effective;
    while (upper > 1 && 1 - below.cumulativeProbability(upper - 2) <= tail) {
      upper--;
    }
    int n = sorted.length;
    int first = (int) Math.floor((double) lower * n / effective);
    int last = (int) Math.ceil((double) upper * n / effective);
    return Optional.of(new Interval(sorted[Math.max(first, 1) - 1], sorted[Math.min(last, n) - 1]));
  }

  private static double designEffect(
      List<? extends Collection<Double>> forks, double[] sorted, double quantile) {
    double value =
        sorted[Math.min(sorted.length - 1, (int) Math.ceil(quantile * sorted.length) - 1)];
    double[] shares =
        forks.stream()
            .mapToDouble(
                calls ->
                    calls.stream().filter(call -> call <= value).count() / (double) calls.size())
            .toArray();
    double mean = Arrays.stream(shares).average().orElseThrow();
    double variance =
        Arrays.stream(shares).map(share -> (share - mean) * (share - mean)).sum()
            / (shares.length - 1)
            / shares.length;
    return Math.max(1, variance * sorted.length / (quantile * (1 - quantile)));
  }
}
