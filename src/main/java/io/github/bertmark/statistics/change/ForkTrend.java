package io.github.bertmark.statistics.change;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * The trend and the largest shift in the calls of one fork; ranks decide, so that rare slow calls
 * do not.
 *
 * <p>The trend is Theil and Sen's slope, tested by Mann and Kendall's statistic; the shift is found
 * and tested as by Pettitt (Applied Statistics 28, 1979). Calls are correlated with the calls
 * before them, which by itself makes both tests fire; so the variance of their statistics is
 * multiplied by that of a first-order autoregression over that of independent calls (Yue and Wang,
 * Water Resources Management 18, 2004), with the correlation of the ranks of what the trend or the
 * shift leaves.
 *
 * @param calls how many
 * @param drift by the trend, from the first call to the last, as a fraction of the median: 0.03 is
 *     3 % slower at the end
 * @param driftPValue two-sided
 * @param shiftAfter calls before the shift, where it is most likely
 * @param shift median after it over median before it, less 1
 * @param shiftPValue two-sided
 */
public record ForkTrend(
    int calls, double drift, double driftPValue, int shiftAfter, double shift, double shiftPValue) {
  /** A test of every fork of a run must rarely fire by chance. */
  public static final double SIGNIFICANCE = 0.001;

  /** A smaller trend or shift matters to nobody. */
  public static final double LEAST_CHANGE = 0.03;

  /** Fewer calls cannot be significant. */
  public static final int LEAST_CALLS = 10;

  /** Whether the calls are enough to tell. */
  public boolean longEnough() {
    return calls >= LEAST_CALLS;
  }

  /** Whether there is a trend that is significant and large enough to matter. */
  public boolean drifting() {
    return driftPValue < SIGNIFICANCE && Math.abs(drift) >= LEAST_CHANGE;
  }

  /** Whether there is a shift that is significant and large enough to matter. */
  public boolean shifted() {
    return shiftPValue < SIGNIFICANCE && Math.abs(shift) >= LEAST_CHANGE;
  }

  /**
   * Looks for both.
   *
   * @param calls in the order in which they were made, at least one, positive
   */
  public static ForkTrend of(List<Double> calls) {
    double[] times = calls.stream().mapToDouble(Double::doubleValue).toArray();
    int n = times.length;
    if (n < LEAST_CALLS) {
      return new ForkTrend(n, 0, 1, 0, 0, 1);
    }
    double median = median(times);
    double slope = theilSen(times);
    double[] detrended = new double[n];
    for (int i = 0; i < n; i++) {
      detrended[i] = times[i] - slope * i;
    }
    int[] pettitt = pettitt(times);
    int after = pettitt[0];
    double before = median(Arrays.copyOfRange(times, 0, after));
    double later = median(Arrays.copyOfRange(times, after, n));
    double[] level = times.clone();
    for (int i = after; i < n; i++) {
      level[i] += before - later;
    }
    return new ForkTrend(
        n,
        slope * (n - 1) / median,
        mannKendallPValue(times, inflation(detrended)),
        after,
        later / before - 1,
        pettittPValue(pettitt[1], n, inflation(level)));
  }

  /** Mann and Kendall's S: pairs that rise less pairs that fall. */
  static int mannKendall(double[] values) {
    int s = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i + 1; j < values.length; j++) {
        s += Double.compare(values[j], values[i]);
      }
    }
    return s;
  }

  static double mannKendallPValue(double[] values, double inflation) {
    int s = mannKendall(values);
    double n = values.length;
    double variance = n * (n - 1) * (2 * n + 5);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int i = 0, j; i < sorted.length; i = j) {
      j = i;
      while (j < sorted.length && sorted[j] == sorted[i]) {
        j++;
      }
      double tied = j - i;
      variance -= tied * (tied - 1) * (2 * tied + 5);
    }
    if (s == 0 || variance == 0) {
      return 1;
    }
    double z = (Math.abs(s) - 1) / Math.sqrt(variance / 18 * inflation);
    return 2 * new NormalDistribution().cumulativeProbability(-z);
  }

  /** The median slope over all pairs of values, of which one follows the other at a step of 1. */
  public static double theilSen(double[] values) {
    double[] slopes = new double[values.length * (values.length - 1) / 2];
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i + 1; j < values.length; j++) {
        slopes[next++] = (values[j] - values[i]) / (j - i);
      }
    }
    return median(slopes);
  }

  /** Where Pettitt's statistic is largest, and how large it is. */
  static int[] pettitt(double[] values) {
    double[] ranks = new NaturalRanking().rank(values);
    double sum = 0;
    int at = 1;
    double largest = -1;
    for (int t = 1; t < values.length; t++) {
      sum += ranks[t - 1];
      double statistic = Math.abs(2 * sum - t * (values.length + 1.0));
      if (statistic > largest) {
        largest = statistic;
        at = t;
      }
    }
    return new int[] {at, (int) Math.round(largest)};
  }

  static double pettittPValue(double statistic, int calls, double inflation) {
    double n = calls;
    return Math.min(
        1, 2 * Math.exp(-6 * statistic * statistic / (inflation * (n * n * n + n * n))));
  }

  /** How many times the variance of a mean exceeds that of independent values; at least 1. */
  static double inflation(double[] values) {
    double[] ranks = new NaturalRanking().rank(values);
    int n = ranks.length;
    double mean = (n + 1) / 2.0;
    double products = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += (ranks[i] - mean) * (ranks[i] - mean);
      products += i == 0 ? 0 : (ranks[i] - mean) * (ranks[i - 1] - mean);
    }
    double correlation = squares == 0 ? 0 : Math.max(0, products / squares);
    double inflation = 1;
    double power = 1;
    for (int lag = 1; lag < n; lag++) {
      power *= correlation;
      inflation += 2 * (1 - (double) lag / n) * power;
    }
    return inflation;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ForkStatistic.MEDIAN.ofSorted(sorted);
  }
}
