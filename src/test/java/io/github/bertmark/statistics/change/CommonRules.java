package io.github.bertmark.statistics.change;

import org.apache.commons.math3.distribution.TDistribution;

/** How people judge benchmarks without this project: to be compared with it. */
final class CommonRules {
  private CommonRules() {}

  /** JMH's score errors, Student's t at 99.9 % over all iterations of all forks, do not overlap. */
  static boolean jmhErrorsApart(double[][] base, double[][] candidate) {
    return mean(candidate) - scoreError(candidate) > mean(base) + scoreError(base);
  }

  /** The mean is more than 10 % over the last one. */
  static boolean tenPercentOverTheLast(double[][] base, double[][] candidate) {
    return mean(candidate) > 1.1 * mean(base);
  }

  static double mean(double[][] side) {
    double sum = 0;
    int n = 0;
    for (double[] fork : side) {
      for (double call : fork) {
        sum += call;
        n++;
      }
    }
    return sum / n;
  }

  static double scoreError(double[][] side) {
    double mean = mean(side);
    double squares = 0;
    int n = 0;
    for (double[] fork : side) {
      for (double call : fork) {
        squares += (call - mean) * (call - mean);
        n++;
      }
    }
    return new TDistribution(n - 1).inverseCumulativeProbability(0.9995)
        * Math.sqrt(squares / (n - 1) / n);
  }
}
