package io.github.bertmark.gate;

import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Direction;
import io.github.bertmark.statistics.Interval;

/**
 * The rule that turns the interval of a ratio into a verdict, the same for every metric.
 *
 * <p>Everything is put as a worsening, candidate over base where lower is better and base over
 * candidate where higher is. So a latency that rises and a throughput that falls by the same factor
 * are the same, and so is a change and its reverse with the runs swapped.
 */
final class RatioVerdict {
  private RatioVerdict() {}

  /**
   * The verdict.
   *
   * @param ratio interval of candidate over base
   * @param threshold relative change that is worth knowing, such as 0.05
   */
  static Verdict of(Direction direction, Interval ratio, double threshold) {
    Interval worsening = direction.worsening(ratio);
    double limit = 1 + threshold;
    if (worsening.lower() > limit) {
      return Verdict.REGRESSED;
    }
    if (worsening.upper() < 1 / limit) {
      return Verdict.IMPROVED;
    }
    return worsening.lower() >= 1 / limit && worsening.upper() <= limit
        ? Verdict.NO_CLEAR_CHANGE
        : Verdict.INCONCLUSIVE;
  }
}
