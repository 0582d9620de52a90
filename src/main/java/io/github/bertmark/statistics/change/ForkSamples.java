package io.github.bertmark.statistics.change;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The calls of one side's forks in an order that depends on nothing but their values, so that no
 * resample depends on the order of the input either.
 */
final class ForkSamples {
  private static final Comparator<double[]> BY_VALUES =
      Comparator.<double[]>comparingDouble(ForkStatistic.MEAN::ofSorted)
          .thenComparing(Arrays::compare);

  private ForkSamples() {}

  /**
   * @return every fork's calls in ascending order, and the forks in ascending order of their means
   * @throws IllegalArgumentException if there is no fork, an empty one, or a time that is not
   *     positive and finite
   */
  static double[][] canonical(List<? extends Collection<Double>> forks) {
    return canonical(
        forks.stream()
            .map(calls -> calls.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new));
  }

  static double[][] canonical(double[][] forks) {
    if (forks.length == 0) {
      throw new IllegalArgumentException("there is no fork");
    }
    double[][] sorted = new double[forks.length][];
    for (int i = 0; i < forks.length; i++) {
      sorted[i] = forks[i].clone();
      Arrays.sort(sorted[i]);
      if (sorted[i].length == 0) {
        throw new IllegalArgumentException("a fork has no calls");
      }
      double last = sorted[i][sorted[i].length - 1];
      if (!(sorted[i][0] > 0) || !Double.isFinite(last)) {
        throw new IllegalArgumentException("times must be positive and finite");
      }
    }
    Arrays.sort(sorted, BY_VALUES);
    return sorted;
  }

  /** Which of two canonical sides comes first, by their values alone; 0 if they are the same. */
  static int compare(double[][] left, double[][] right) {
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = BY_VALUES.compare(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
