package io.github.bertmark.statistics;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** Confidence intervals of what one run measures. */
public final class ConfidenceIntervals {
  private ConfidenceIntervals() {}

  /**
   * The interval of the mean with the fork as the unit of replication: Student's t on the forks'
   * means.
   *
   * <p>Calls within one JVM share its memory layout, its compiled code and the machine's mood, so
   * they are not independent; an interval over all calls, as JMH's score error is, comes out far
   * too narrow.
   *
   * @param forks the calls of each fork, none of them empty
   * @param confidence between 0 and 1, such as 0.95
   * @return empty for fewer than two forks, which say nothing of how forks differ
   */
  public static Optional<Interval> ofMeanOverForks(
      List<? extends Collection<Double>> forks, double confidence) {
    double[] means =
        forks.stream().mapToDouble(calls -> Summary.of(calls).mean()).sorted().toArray();
    if (means.length < 2) {
      return Optional.empty();
    }
    double halfWidth =
        studentQuantile(means.length - 1, confidence)
            * Math.sqrt(StatUtils.variance(means) / means.length);
    double mean = StatUtils.mean(means);
    return Optional.of(new Interval(mean - halfWidth, mean + halfWidth));
  }

  /**
   * The same interval of what is never below zero. Where a few forks that differ widely leave no
   * positive lower bound, it is taken on the scale of logarithms, {@code m exp(-h / m)} for {@code
   * m - h}: by simulation it is missed no more often. Zero would say nothing; and the least that
   * was measured is above the true mean of every fourth pair of forks.
   */
  public static Interval positive(Interval interval) {
    double mean = (interval.lower() + interval.upper()) / 2;
    return interval.lower() > 0 || mean <= 0
        ? interval
        : new Interval(mean * Math.exp(interval.lower() / mean - 1), interval.upper());
  }

  /** Up to where Student's t has half of the confidence. */
  public static double studentQuantile(double degreesOfFreedom, double confidence) {
    return new TDistribution(degreesOfFreedom).inverseCumulativeProbability((1 + confidence) / 2);
  }

  /**
   * Wilson's score interval of a proportion, without continuity correction.
   *
   * @throws IllegalArgumentException unless 0 &lt;= successes &lt;= trials and trials &gt; 0
   */
  public static Interval ofProportion(int successes, int trials, double confidence) {
    if (trials <= 0 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " of " + trials + " is no proportion");
    }
    ConfidenceInterval wilson =
        new WilsonScoreInterval().createInterval(trials, successes, confidence);
    // At 0 and at all successes the bound is exactly 0 and 1, but rounding can leave it beside.
    return new Interval(
        successes == 0 ? 0 : wilson.getLowerBound(),
        successes == trials ? 1 : wilson.getUpperBound());
  }
}
