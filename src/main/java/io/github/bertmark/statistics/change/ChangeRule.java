package io.github.bertmark.statistics.change;

import io.github.bertmark.statistics.Interval;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which a comparison of times is decided; compare, {@code ab}, {@code noise} and the
 * simulations share it.
 *
 * <p>The candidate is slower if the whole interval of the ratio lies above 1 + threshold
 * <em>and</em> the fork-level test of that very statement is significant at the interval's level in
 * one tail; faster is the same with the sides swapped. It has not clearly changed if the whole
 * interval lies between 1 / (1 + relevant change) and 1 + relevant change. All else is undecided.
 *
 * @param statistic of a fork
 * @param confidence of the interval; a tail has half of what is missing to 1, so 0.98 allows one
 *     false alarm in 100 comparisons of equal sides
 * @param threshold changes up to it are no finding; at least the machine's noise floor
 * @param relevantChange the change that has to be excluded before "no clear change" is said; at
 *     least the threshold
 * @param replication what is independent in the comparison
 */
public record ChangeRule(
    ForkStatistic statistic,
    double confidence,
    double threshold,
    double relevantChange,
    Replication replication) {
  /** What is repeated in a comparison, and taken for independent. */
  public enum Replication {
    /** Forks of either side. */
    FORKS {
      @Override
      double smallestP(int forks) {
        return Math.exp(-CombinatoricsUtils.binomialCoefficientLog(2 * forks, forks));
      }

      @Override
      double degreesOfFreedom(int forks) {
        return 2.0 * (forks - 1);
      }

      @Override
      double varianceFactor(int forks) {
        return 2.0 / forks;
      }
    },

    /** Pairs of a fork of each side whose calls took turns. */
    PAIRS {
      @Override
      double smallestP(int pairs) {
        return Math.pow(2, -pairs);
      }

      @Override
      double degreesOfFreedom(int pairs) {
        return pairs - 1.0;
      }

      @Override
      double varianceFactor(int pairs) {
        return 1.0 / pairs;
      }
    };

    /** The smallest p-value that so many a side can give, whatever they show. */
    abstract double smallestP(int forks);

    /** Of the standard error of so many a side. */
    abstract double degreesOfFreedom(int forks);

    /** The variance of the logarithm of the ratio of so many a side, over that of one. */
    abstract double varianceFactor(int forks);

    /** The fewest a side that can be significant at all. */
    int fewest(double significance) {
      int forks = 2;
      while (smallestP(forks) > significance) {
        forks++;
      }
      return forks;
    }
  }

  /** The medians of forks, 1 % false alarms, 0.5 % threshold, 5 % relevant. */
  public static final ChangeRule DEFAULT = new ChangeRule(ForkStatistic.MEDIAN, 0.98, 0.005, 0.05);

  /** A rule for forks of either side. */
  public ChangeRule(
      ForkStatistic statistic, double confidence, double threshold, double relevantChange) {
    this(statistic, confidence, threshold, relevantChange, Replication.FORKS);
  }

  public ChangeRule {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be between 0 and 1, not " + confidence);
    }
    if (!(threshold >= 0 && threshold <= relevantChange && Double.isFinite(relevantChange))) {
      throw new IllegalArgumentException(
          "0 <= threshold <= relevant change does not hold for "
              + threshold
              + " and "
              + relevantChange);
    }
  }

  /** The same rule with a threshold of at least the noise floor, and as much relevant at least. */
  public ChangeRule withNoiseFloor(double floor) {
    double raised = Math.max(threshold, floor);
    return new ChangeRule(
        statistic, confidence, raised, Math.max(relevantChange, raised), replication);
  }

  /** The same rule at another confidence. */
  public ChangeRule withConfidence(double other) {
    return new ChangeRule(statistic, other, threshold, relevantChange, replication);
  }

  /** The same rule for forks in pairs whose calls took turns. */
  public ChangeRule ofPairs() {
    return new ChangeRule(statistic, confidence, threshold, relevantChange, Replication.PAIRS);
  }

  /** The significance that the fork-level test needs in its one tail. */
  public double tail() {
    return (1 - confidence) / 2;
  }

  /**
   * Compares two sides.
   *
   * @param base the calls of each fork, times in any unit; if they are pairs, in their order
   * @param candidate the same, in the same unit
   * @throws IllegalArgumentException if a side has no fork, a fork no calls, or a time is not
   *     positive and finite
   */
  public Change compare(
      List<? extends Collection<Double>> base, List<? extends Collection<Double>> candidate) {
    return replication == Replication.PAIRS
        ? comparePairs(PairedForks.of(statistic, base, candidate))
        : compareCanonical(ForkSamples.canonical(base), ForkSamples.canonical(candidate));
  }

  private Change comparePairs(PairedForks pairs) {
    if (pairs.size() < 2) {
      return Change.withoutInterval(pairs.values(true), pairs.values(false), this);
    }
    RatioEstimate estimate = pairs.estimate(confidence);
    return decided(
        estimate,
        estimate.logRatio() > 0 ? pairs.pSlower(1 + threshold) : pairs.pFaster(1 + threshold));
  }

  /**
   * Whether the fork-level test leaves it open that the candidate is slower or faster; if not, the
   * interval need not be worked out to exclude both.
   */
  public boolean mayFindChange(
      List<? extends Collection<Double>> base, List<? extends Collection<Double>> candidate) {
    double[] baseValues = statistic.of(ForkSamples.canonical(base));
    double[] candidateValues = statistic.of(ForkSamples.canonical(candidate));
    return ForkTest.pSlower(baseValues, candidateValues, 1 + threshold) <= tail()
        || ForkTest.pSlower(candidateValues, baseValues, 1 + threshold) <= tail();
  }

  Change compareCanonical(double[][] base, double[][] candidate) {
    @Nullable RatioEstimate estimate =
        new RatioBootstrap(statistic, confidence).estimateCanonical(base, candidate).orElse(null);
    double[] baseValues = statistic.of(base);
    double[] candidateValues = statistic.of(candidate);
    if (estimate == null) {
      return Change.withoutInterval(baseValues, candidateValues, this);
    }
    boolean slower = estimate.logRatio() > 0;
    // Of the two one-sided tests only the one in the direction of the estimate can matter.
    double p =
        slower
            ? ForkTest.pSlower(baseValues, candidateValues, 1 + threshold)
            : ForkTest.pSlower(candidateValues, baseValues, 1 + threshold);
    return decided(estimate, p);
  }

  private Change decided(RatioEstimate estimate, double p) {
    Change.Verdict verdict = decide(estimate, p);
    return new Change(
        verdict,
        estimate.baseValue(),
        estimate.candidateValue(),
        estimate,
        p,
        this,
        verdict == Change.Verdict.UNDECIDED ? forksToDecide(estimate) : OptionalInt.empty());
  }

  private Change.Verdict decide(RatioEstimate estimate, double p) {
    Interval interval = estimate.logInterval();
    boolean significant = p <= tail();
    if (significant && interval.lower() > Math.log1p(threshold)) {
      return Change.Verdict.SLOWER;
    }
    if (significant && interval.upper() < -Math.log1p(threshold)) {
      return Change.Verdict.FASTER;
    }
    double relevant = Math.log1p(relevantChange);
    return -relevant < interval.lower() && interval.upper() < relevant
        ? Change.Verdict.NO_CLEAR_CHANGE
        : Change.Verdict.UNDECIDED;
  }

  private OptionalInt forksToDecide(RatioEstimate estimate) {
    double distance = Math.abs(estimate.logRatio());
    return estimate.forksForHalfWidth(
        Math.max(distance - Math.log1p(threshold), Math.log1p(relevantChange) - distance),
        replication);
  }
}
