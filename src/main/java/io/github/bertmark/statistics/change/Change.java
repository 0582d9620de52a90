package io.github.bertmark.statistics.change;

import io.github.bertmark.statistics.change.ChangeRule.Replication;
import java.util.OptionalInt;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of times came to.
 *
 * @param baseValue mean over the base's forks of the fork's statistic, in the unit of the times
 * @param candidateValue the same of the candidate
 * @param estimate null if a side has fewer than two forks
 * @param pBeyondThreshold one-sided p-value of the fork-level test that the change, in the
 *     direction it has, exceeds the threshold
 * @param rule that decided
 * @param forksToDecide forks a side with which an interval around the same ratio would decide, or
 *     at least {@link #fewestForks} where there is no interval; empty if it is decided or takes
 *     more than {@value Power#MOST_FORKS}
 */
public record Change(
    Verdict verdict,
    double baseValue,
    double candidateValue,
    @Nullable RatioEstimate estimate,
    double pBeyondThreshold,
    ChangeRule rule,
    OptionalInt forksToDecide) {

  /** The possible outcomes, times being better the smaller they are. */
  public enum Verdict {
    /** By more than the threshold. */
    SLOWER,
    /** By more than the threshold. */
    FASTER,
    /** A relevant change, either way, is excluded. */
    NO_CLEAR_CHANGE,
    /** More forks are needed. */
    UNDECIDED
  }

  /** Candidate over base. */
  public double ratio() {
    return candidateValue / baseValue;
  }

  /** Whether fewer forks were given than can ever be significant, whatever they show. */
  public boolean tooFewForks() {
    return estimate == null || smallestP(estimate) > rule.tail();
  }

  private double smallestP(RatioEstimate estimate) {
    return rule.replication() == Replication.PAIRS
        ? Replication.PAIRS.smallestP(estimate.baseForks())
        : ForkTest.smallestP(estimate.baseForks(), estimate.candidateForks());
  }

  /** The fewest forks a side that can be significant, whatever they show. */
  public int fewestForks() {
    return rule.replication().fewest(rule.tail());
  }

  static Change withoutInterval(double[] base, double[] candidate, ChangeRule rule) {
    return new Change(
        Verdict.UNDECIDED,
        StatUtils.mean(base),
        StatUtils.mean(candidate),
        null,
        1,
        rule,
        OptionalInt.of(rule.replication().fewest(rule.tail())));
  }
}
