package io.github.bertmark.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TTest;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The step in a short noisy series that leaves the least of it unexplained, tested as Otava tests
 * its change points: by the t-test of Welch. The p-value allows for the choice among all places.
 *
 * @param after how many values come before it
 * @param before mean of these
 * @param since mean of the others
 * @param likelierThanALine whether one step leaves less of the series unexplained than a straight
 *     line does
 */
public record LastingShift(
    int after, double pValue, double before, double since, boolean likelierThanALine) {
  /** What Otava takes if it is not told. */
  private static final double SIGNIFICANCE = 0.001;

  private static final int LEAST_A_SIDE = 2;

  /** Fewer values leave no choice of a place. */
  public static final int LEAST_VALUES = 2 * LEAST_A_SIDE + 1;

  /**
   * Of values in their order.
   *
   * @param values at least {@value #LEAST_VALUES}, not all alike on both sides of a place
   */
  public static LastingShift of(List<Double> values) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    int place = LEAST_A_SIDE;
    double least = Double.POSITIVE_INFINITY;
    for (int i = LEAST_A_SIDE; i <= all.length - LEAST_A_SIDE; i++) {
      double left =
          squares(Arrays.copyOf(all, i)) + squares(Arrays.copyOfRange(all, i, all.length));
      if (left < least) {
        place = i;
        least = left;
      }
    }
    double[] before = Arrays.copyOf(all, place);
    double[] since = Arrays.copyOfRange(all, place, all.length);
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < all.length; i++) {
      line.addData(i, all[i]);
    }
    return new LastingShift(
        place,
        Math.min(1, new TTest().tTest(before, since) * (all.length - 2 * LEAST_A_SIDE + 1)),
        StatUtils.mean(before),
        StatUtils.mean(since),
        least < line.getSumSquaredErrors());
  }

  public boolean isSignificant() {
    return pValue < SIGNIFICANCE;
  }

  private static double squares(double[] values) {
    return StatUtils.populationVariance(values) * values.length;
  }
}
