package io.github.bertmark.statistics.change;

import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.change.ChangeRule.Replication;
import java.util.OptionalInt;

/**
 * How many times the base's time the candidate takes, with an interval; kept as logarithms, in
 * which swapping the sides changes the sign and nothing else.
 *
 * @param baseValue mean over the base's forks of the fork's statistic
 * @param candidateValue the same of the candidate
 * @param logRatio natural logarithm of candidate over base
 * @param logInterval around {@code logRatio}
 * @param confidence of the interval, such as 0.98
 * @param logStandardError of {@code logRatio}, from the variance between forks
 * @param degreesOfFreedom Welch's, or those of pairs
 */
public record RatioEstimate(
    double baseValue,
    double candidateValue,
    double logRatio,
    Interval logInterval,
    double confidence,
    double logStandardError,
    double degreesOfFreedom,
    int baseForks,
    int candidateForks) {

  /** Candidate over base: above 1, the candidate takes longer. */
  public double ratio() {
    return candidateValue / baseValue;
  }

  /** The interval of the ratio. */
  public Interval interval() {
    double ratio = ratio();
    // Rounding of exp must not put the ratio beside its own interval.
    return new Interval(
        Math.min(ratio, Math.exp(logInterval.lower())),
        Math.max(ratio, Math.exp(logInterval.upper())));
  }

  /**
   * Forks a side with which the interval would reach so far, or less, to either side of the same
   * ratio; empty for more than {@value Power#MOST_FORKS}.
   *
   * @param halfWidth on the logarithmic scale
   */
  public OptionalInt forksForHalfWidth(double halfWidth) {
    return forksForHalfWidth(halfWidth, Replication.FORKS);
  }

  OptionalInt forksForHalfWidth(double halfWidth, Replication replication) {
    double variance =
        replication == Replication.PAIRS ? 1.0 / baseForks : 1.0 / baseForks + 1.0 / candidateForks;
    return Power.forksForHalfWidth(
        logStandardError / Math.sqrt(variance), halfWidth, confidence, replication);
  }

  /**
   * This ratio over that of a reference which was measured beside it. Runs being independent, so
   * are the two; on the logarithmic scale their quotient's interval has the root of the squares of
   * their half-widths.
   */
  public RatioEstimate over(RatioEstimate reference) {
    double log = logRatio - reference.logRatio;
    double below =
        Math.hypot(
            logRatio - logInterval.lower(), reference.logInterval.upper() - reference.logRatio);
    double above =
        Math.hypot(
            logInterval.upper() - logRatio, reference.logRatio - reference.logInterval.lower());
    return new RatioEstimate(
        baseValue / reference.baseValue,
        candidateValue / reference.candidateValue,
        log,
        new Interval(log - below, log + above),
        confidence,
        Math.hypot(logStandardError, reference.logStandardError),
        // Those of the less certain of the two, to be on the safe side.
        Math.min(degreesOfFreedom, reference.degreesOfFreedom),
        baseForks,
        candidateForks);
  }

  /** The same comparison with the sides swapped. */
  public RatioEstimate mirrored() {
    return new RatioEstimate(
        candidateValue,
        baseValue,
        0 - logRatio,
        logInterval.times(-1),
        confidence,
        logStandardError,
        degreesOfFreedom,
        candidateForks,
        baseForks);
  }
}
