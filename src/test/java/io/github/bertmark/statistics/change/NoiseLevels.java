package io.github.bertmark.statistics.change;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * What a noise model has to reproduce, measured on calls in the order in which they were made.
 *
 * @param forkDeviation standard deviation of the logarithm of the forks' medians
 * @param autocorrelation mean over forks of the lag-1 autocorrelation of ranks
 * @param slowCalls share of calls beyond 1.5 times the fork's median
 * @param burstCalls how many of them follow each other on average
 * @param slowFactor their mean time over the fork's median
 */
record NoiseLevels(
    double forkDeviation,
    double autocorrelation,
    double slowCalls,
    double burstCalls,
    double slowFactor) {
  static NoiseLevels of(double[][] forks) {
    double[] logMedians = new double[forks.length];
    double autocorrelation = 0;
    int calls = 0;
    int slow = 0;
    int bursts = 0;
    double factors = 0;
    for (int i = 0; i < forks.length; i++) {
      double[] sorted = forks[i].clone();
      Arrays.sort(sorted);
      double median = ForkStatistic.MEDIAN.ofSorted(sorted);
      logMedians[i] = Math.log(median);
      autocorrelation += autocorrelation(new NaturalRanking().rank(forks[i])) / forks.length;
      boolean before = false;
      for (double call : forks[i]) {
        boolean isSlow = call > 1.5 * median;
        calls++;
        slow += isSlow ? 1 : 0;
        bursts += isSlow && !before ? 1 : 0;
        factors += isSlow ? call / median : 0;
        before = isSlow;
      }
    }
    return new NoiseLevels(
        Math.sqrt(StatUtils.variance(logMedians)),
        autocorrelation,
        (double) slow / calls,
        (double) slow / bursts,
        factors / slow);
  }

  private static double autocorrelation(double[] values) {
    double mean = StatUtils.mean(values);
    double products = 0;
    for (int i = 1; i < values.length; i++) {
      products += (values[i] - mean) * (values[i - 1] - mean);
    }
    return products / StatUtils.variance(values) / (values.length - 1);
  }
}
