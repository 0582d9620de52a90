package io.github.bertmark.statistics.change;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * One-sided critical values for looking several times at growing data, so that all looks together
 * raise a false alarm no more often than one test would (Lan and DeMets, Biometrika 70, 1983).
 *
 * <p>The level spent up to a share t of the data is {@code alpha ln(1 + (e - 1) t)}, their form of
 * Pocock's design: every look has about the same chance to stop. The critical values follow by the
 * recursion of Armitage, McPherson and Rowe (1969), integrated numerically.
 */
final class AlphaSpending {
  private static final NormalDistribution NORMAL = new NormalDistribution();

  /** An odd number of points, for Simpson's rule. */
  private static final int POINTS = 601;

  /** Standard deviations below zero at which the density is cut off. */
  private static final double REACH = 8;

  private AlphaSpending() {}

  /**
   * The normal quantile to exceed at each look.
   *
   * @param shares of the data at each look, ascending; the last is 1
   */
  static double[] criticalValues(double[] shares, double alpha) {
    double[] values = new double[shares.length];
    double[] points = {0};
    double[] masses = {1};
    double before = 0;
    for (int look = 0; look < shares.length; look++) {
      double step = Math.sqrt(shares[look] - before);
      double level = spent(shares[look], alpha) - spent(before, alpha);
      double bound = bound(points, masses, step, level);
      values[look] = bound / Math.sqrt(shares[look]);
      double from = -REACH * Math.sqrt(shares[look]);
      double[] next = new double[POINTS];
      double[] nextMasses = new double[POINTS];
      double width = (bound - from) / (POINTS - 1);
      for (int i = 0; i < POINTS; i++) {
        next[i] = from + i * width;
        double weight = i == 0 || i == POINTS - 1 ? 1 : i % 2 == 1 ? 4 : 2;
        nextMasses[i] = density(points, masses, step, next[i]) * weight * width / 3;
      }
      points = next;
      masses = nextMasses;
      before = shares[look];
    }
    return values;
  }

  private static double spent(double share, double alpha) {
    return alpha * Math.log(1 + (Math.E - 1) * share);
  }

  /** Where the mass that has not stopped yet exceeds with the given probability after a step. */
  private static double bound(double[] points, double[] masses, double step, double level) {
    double low = -REACH;
    double high = REACH;
    while (high - low > 1e-10) {
      double middle = (low + high) / 2;
      double exceeds = 0;
      for (int i = 0; i < points.length; i++) {
        exceeds += masses[i] * NORMAL.cumulativeProbability((points[i] - middle) / step);
      }
      if (exceeds > level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double density(double[] points, double[] masses, double step, double at) {
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      sum += masses[i] * NORMAL.density((at - points[i]) / step);
    }
    return sum / step;
  }

  /** The one-sided level of a single test with each critical value. */
  static double[] levels(double[] criticalValues) {
    return Arrays.stream(criticalValues).map(z -> NORMAL.cumulativeProbability(-z)).toArray();
  }
}
