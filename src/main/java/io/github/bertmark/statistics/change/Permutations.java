package io.github.bertmark.statistics.change;

import java.util.Arrays;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * Counts the ways to deal numbers to two groups.
 *
 * <p>The numbers are taken from the largest down. A branch whose sum can no longer reach what was
 * observed, or can no longer miss it, is counted without being walked.
 */
final class Permutations {
  /** Sums that differ by rounding alone are ties. */
  private static final double RELATIVE_TOLERANCE = 1e-12;

  private final double[] descending;
  private final double[] sumBefore;
  private final double atLeast;

  private Permutations(double[] descending, double atLeast) {
    this.descending = descending;
    this.sumBefore = new double[descending.length + 1];
    for (int i = 0; i < descending.length; i++) {
      sumBefore[i + 1] = sumBefore[i] + descending[i];
    }
    this.atLeast = atLeast - RELATIVE_TOLERANCE * sumBefore[descending.length];
  }

  /**
   * The share of all ways to deal the positive numbers of both groups to groups of these sizes in
   * which the second group's sum is at least what it is.
   */
  static double shareAtLeast(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    Arrays.sort(all);
    for (int i = 0, j = all.length - 1; i < j; i++, j--) {
      double smaller = all[i];
      all[i] = all[j];
      all[j] = smaller;
    }
    double count = new Permutations(all, Arrays.stream(second).sum()).count(0, second.length, 0);
    return count / CombinatoricsUtils.binomialCoefficientDouble(all.length, second.length);
  }

  private double count(int from, int toTake, double sum) {
    int left = descending.length - from;
    double largest = sum + sumBefore[from + toTake] - sumBefore[from];
    if (largest < atLeast) {
      return 0;
    }
    double smallest = sum + sumBefore[descending.length] - sumBefore[descending.length - toTake];
    if (smallest >= atLeast) {
      return CombinatoricsUtils.binomialCoefficientDouble(left, toTake);
    }
    // Neither holds, so there is a choice left: 0 < toTake < left.
    return count(from + 1, toTake - 1, sum + descending[from]) + count(from + 1, toTake, sum);
  }
}
