package io.github.bertmark.statistics.change;

import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.change.ChangeRule.Replication;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apache.commons.math3.analysis.integration.SimpsonIntegrator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * What a number of forks can see, if forks vary normally on the logarithmic scale.
 *
 * <p>Then the lower end of the interval lies above the threshold with the probability of a
 * noncentral t distribution. {@link ResampledPower} does without the assumption.
 *
 * @param forkDeviation standard deviation of the logarithm of the forks' statistic, about their
 *     coefficient of variation; for pairs, that of the pairs' ratios
 * @param noise whose floor raises the rule's threshold
 * @param rule that has to find the change
 */
public record Power(double forkDeviation, MachineNoise noise, ChangeRule rule) {
  /** No plan asks for more forks than that. */
  public static final int MOST_FORKS = 1_000;

  /** The chance of finding a change that a plan asks for. */
  public static final double WANTED = 0.95;

  public Power {
    if (!(forkDeviation >= 0 && Double.isFinite(forkDeviation))) {
      throw new IllegalArgumentException("forkDeviation must not be " + forkDeviation);
    }
  }

  /** What a rule sees on a machine whose noise was measured. */
  public Power(MachineNoise noise, ChangeRule rule) {
    this(noise.forkDeviation(), noise, rule);
  }

  /**
   * The probability of the verdict "slower".
   *
   * @param change true change, such as 0.05 for a candidate that takes 5 % longer
   * @param forks of either side
   */
  public double ofFinding(double change, int forks) {
    Replication replication = rule.replication();
    if (forks < 2 || replication.smallestP(forks) > rule.tail()) {
      return 0;
    }
    double threshold = rule.withNoiseFloor(noise.floor(replication, forks)).threshold();
    double beyond = Math.log1p(change) - Math.log1p(threshold);
    double error = forkDeviation * Math.sqrt(replication.varianceFactor(forks));
    double withDrift = Math.hypot(error, noise.driftDeviation());
    if (withDrift == 0) {
      return beyond > 0 ? 1 : 0;
    }
    double degreesOfFreedom = replication.degreesOfFreedom(forks);
    // The interval knows the variance between forks only; the estimate has the drift's as well.
    return noncentralTail(
        ConfidenceIntervals.studentQuantile(degreesOfFreedom, rule.confidence())
            * error
            / withDrift,
        degreesOfFreedom,
        beyond / withDrift);
  }

  /** The fewest forks a side that find a change with the wanted probability. */
  public OptionalInt forksNeeded(double change) {
    return fewest(forks -> ofFinding(change, forks) >= WANTED);
  }

  /** The smallest true slowdown that so many forks a side find with the wanted probability. */
  public double smallestVisible(int forks) {
    double tooSmall = 0;
    double visible = 0.01;
    while (ofFinding(visible, forks) < WANTED) {
      if (visible > 1e6) {
        return Double.POSITIVE_INFINITY;
      }
      tooSmall = visible;
      visible *= 2;
    }
    while (visible - tooSmall > 1e-6 * (1 + visible)) {
      double middle = (visible + tooSmall) / 2;
      if (ofFinding(middle, forks) < WANTED) {
        tooSmall = middle;
      } else {
        visible = middle;
      }
    }
    return visible;
  }

  /** Forks a side for which half an interval is expected to be at most so wide. */
  static OptionalInt forksForHalfWidth(
      double deviation, double halfWidth, double confidence, Replication replication) {
    double tail = (1 - confidence) / 2;
    return fewest(
        forks ->
            replication.smallestP(forks) <= tail
                && ConfidenceIntervals.studentQuantile(
                            replication.degreesOfFreedom(forks), confidence)
                        * deviation
                        * Math.sqrt(replication.varianceFactor(forks))
                    < halfWidth);
  }

  /** By doubling and halving, because more forks never see less. */
  private static OptionalInt fewest(IntPredicate enough) {
    if (!enough.test(MOST_FORKS)) {
      return OptionalInt.empty();
    }
    int tooFew = 1;
    int sufficient = MOST_FORKS;
    while (sufficient - tooFew > 1) {
      int middle = (sufficient + tooFew) / 2;
      if (enough.test(middle)) {
        sufficient = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalInt.of(sufficient);
  }

  /**
   * The probability that a noncentral t variable exceeds a value: the normal probability given the
   * estimated standard deviation, averaged over its distribution.
   */
  static double noncentralTail(double value, double degreesOfFreedom, double noncentrality) {
    NormalDistribution normal = new NormalDistribution();
    double half = degreesOfFreedom / 2;
    double logScale = Math.log(2) + half * Math.log(half) - Gamma.logGamma(half);
    double end = 1 + 10 / Math.sqrt(degreesOfFreedom);
    double tail =
        new SimpsonIntegrator(1e-12, 1e-13, 6, 20)
            .integrate(
                1_000_000,
                u ->
                    u == 0
                        ? 0
                        : normal.cumulativeProbability(noncentrality - value * u)
                            * Math.exp(
                                logScale + (degreesOfFreedom - 1) * Math.log(u) - half * u * u),
                0,
                end);
    return Math.min(1, Math.max(0, tail));
  }
}
