package io.github.bertmark.statistics.change;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The second level of the bootstrap: the statistic of calls drawn with replacement from a fork. */
final class CallResampler {
  private CallResampler() {}

  /**
   * @param forks each in ascending order
   * @return as many resampled statistics of each fork as asked for
   */
  static double[][] of(
      ForkStatistic statistic, double[][] forks, int resamples, SplittableRandom random) {
    return statistic == ForkStatistic.MEAN
        ? means(forks, resamples, random)
        : medians(forks, resamples, random);
  }

  private static double[][] means(double[][] forks, int resamples, SplittableRandom random) {
    double[][] means = new double[forks.length][resamples];
    for (int fork = 0; fork < forks.length; fork++) {
      double[] calls = forks[fork];
      for (int i = 0; i < resamples; i++) {
        double sum = 0;
        for (int j = 0; j < calls.length; j++) {
          sum += calls[random.nextInt(calls.length)];
        }
        means[fork][i] = sum / calls.length;
      }
    }
    return means;
  }

  /**
   * The median of a resample is the mean of two order statistics of the fork. Which two depends on
   * the number of calls alone, so they are drawn once for all forks of the same length.
   */
  private static double[][] medians(double[][] forks, int resamples, SplittableRandom random) {
    Map<Integer, int[][]> middles = new HashMap<>();
    double[][] medians = new double[forks.length][resamples];
    for (int fork = 0; fork < forks.length; fork++) {
      double[] calls = forks[fork];
      int[][] ranks = middles.computeIfAbsent(calls.length, n -> middles(n, resamples, random));
      for (int i = 0; i < resamples; i++) {
        medians[fork][i] = (calls[ranks[i][0]] + calls[ranks[i][1]]) / 2;
      }
    }
    return medians;
  }

  private static int[][] middles(int calls, int resamples, SplittableRandom random) {
    int[][] middles = new int[resamples][];
    for (int i = 0; i < resamples; i++) {
      int[] timesDrawn = new int[calls];
      for (int j = 0; j < calls; j++) {
        timesDrawn[random.nextInt(calls)]++;
      }
      middles[i] = new int[] {rank(timesDrawn, (calls - 1) / 2), rank(timesDrawn, calls / 2)};
    }
    return middles;
  }

  /** The rank in the fork of a rank, from 0, in the resample. */
  private static int rank(int[] timesDrawn, int inResample) {
    int rank = 0;
    int passed = timesDrawn[0];
    while (passed <= inResample) {
      rank++;
      passed += timesDrawn[rank];
    }
    return rank;
  }
}
