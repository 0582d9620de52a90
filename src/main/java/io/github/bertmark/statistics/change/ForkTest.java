package io.github.bertmark.statistics.change;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * A test of whether the candidate takes longer than the base, with one number per fork.
 *
 * <p>Up to {@value #EXACT_UP_TO} ways of dealing the forks to the two sides, this is Fisher and
 * Pitman's exact permutation test of the difference of means: the share of all ways that give a
 * candidate at least as slow. It holds its level whatever the forks' distribution, bimodal ones
 * included, as long as forks of both sides were run by turns. It also says what few forks cannot:
 * of 3 and 3 forks, one way in 20 puts the slow ones on one side. Beyond, it is Welch's t test.
 */
final class ForkTest {
  /** Beyond that many ways (10 and 10 forks have 184,756) the enumeration would take long. */
  private static final int EXACT_UP_TO = 200_000;

  private ForkTest() {}

  /** The one-sided p-value of "the candidate takes more than {@code factor} times the base". */
  static double pSlower(double[] base, double[] candidate, double factor) {
    double[] scaled = new double[base.length];
    for (int i = 0; i < base.length; i++) {
      scaled[i] = base[i] * factor;
    }
    return exact(base, candidate)
        ? Permutations.shareAtLeast(scaled, candidate)
        : welch(scaled, candidate);
  }

  /** The smallest p-value that so many forks can give, whatever they show. */
  static double smallestP(int baseForks, int candidateForks) {
    return Math.exp(
        -CombinatoricsUtils.binomialCoefficientLog(baseForks + candidateForks, baseForks));
  }

  static boolean exact(double[] base, double[] candidate) {
    return smallestP(base.length, candidate.length) * EXACT_UP_TO >= 1;
  }

  static double welch(double[] base, double[] candidate) {
    SideEstimate left = SideEstimate.of(base);
    SideEstimate right = SideEstimate.of(candidate);
    // Standard errors in the unit of the times, not relative ones: this is the plain t test.
    double leftError = left.relativeError() * left.mean();
    double rightError = right.relativeError() * right.mean();
    double error = Math.hypot(leftError, rightError);
    double difference = left.mean() - right.mean();
    if (error == 0) {
      return difference < 0 ? 0 : 1;
    }
    double degreesOfFreedom =
        SideEstimate.welchDegreesOfFreedom(
            new SideEstimate(left.mean(), leftError, left.forks()),
            new SideEstimate(right.mean(), rightError, right.forks()));
    return new TDistribution(degreesOfFreedom).cumulativeProbability(difference / error);
  }
}
