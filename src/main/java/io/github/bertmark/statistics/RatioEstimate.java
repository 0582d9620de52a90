package io.github.bertmark.statistics;

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
 * @param degreesOfFreedom Welch's
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
