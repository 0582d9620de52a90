package io.github.bertmark.statistics.change;

import org.apache.commons.math3.stat.StatUtils;

/**
 * The mean over the forks of one side.
 *
 * @param relativeError standard error of the mean, relative to it: by the delta method the standard
 *     error of its logarithm
 * @param forks at least two
 */
record SideEstimate(double mean, double relativeError, int forks) {
  static SideEstimate of(double[] forkValues) {
    double mean = StatUtils.mean(forkValues);
    double error = Math.sqrt(StatUtils.variance(forkValues) / forkValues.length);
    return new SideEstimate(mean, error / mean, forkValues.length);
  }

  /** Welch and Satterthwaite's approximation. */
  static double welchDegreesOfFreedom(SideEstimate left, SideEstimate right) {
    double a = left.relativeError * left.relativeError;
    double b = right.relativeError * right.relativeError;
    if (a + b == 0) {
      return left.forks + right.forks - 2;
    }
    return (a + b) * (a + b) / (a * a / (left.forks - 1) + b * b / (right.forks - 1));
  }
}
