package io.github.bertmark.statistics;

import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Whether a short series goes one way: the test of Mann and Kendall, exact for any length.
 *
 * @param pValue two-sided, of the hypothesis that every order of the values is as likely
 * @param start median of the first third of the values, which a single odd one does not move
 * @param end median of the last third
 */
public record MonotoneTrend(double pValue, double start, double end) {
  /** Looking at a few variants at every report must rarely fire by chance. */
  private static final double SIGNIFICANCE = 0.005;

  private static final int GROUPS = 3;

  /** Fewer values cannot be significant. */
  public static final int LEAST_VALUES = 6;

  /**
   * Of values in their order; ties tell neither way.
   *
   * @param values at least one
   */
  public static MonotoneTrend of(List<Double> values) {
    int n = values.size();
    int score = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        score += (int) Math.signum(values.get(j) - values.get(i));
      }
    }
    int third = Math.max(1, n / GROUPS);
    return new MonotoneTrend(
        Math.min(1, 2 * atMostInversions(n, (n * (n - 1) / 2 - Math.abs(score)) / 2)),
        median(values.subList(0, third)),
        median(values.subList(n - third, n)));
  }

  public boolean isSignificant() {
    return pValue < SIGNIFICANCE;
  }

  /** The share of all orders of n values that have at most so many pairs in the wrong order. */
  private static double atMostInversions(int n, int most) {
    double[] shares = new double[n * (n - 1) / 2 + 1];
    shares[0] = 1;
    for (int placed = 1; placed < n; placed++) {
      double[] next = new double[shares.length];
      for (int i = 0; i < shares.length; i++) {
        for (int more = 0; more <= Math.min(placed, shares.length - 1 - i); more++) {
          next[i + more] += shares[i] / (placed + 1);
        }
      }
      shares = next;
    }
    double sum = 0;
    for (int i = 0; i <= most; i++) {
      sum += shares[i];
    }
    return sum;
  }

  private static double median(List<Double> values) {
    return StatUtils.percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
  }
}
