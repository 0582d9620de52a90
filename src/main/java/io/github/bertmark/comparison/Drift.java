package io.github.bertmark.comparison;

import io.github.bertmark.metric.Metric;

/**
 * A change of a metric of a variant that many runs show and no two neighbours of them do: slow, or
 * small beside how much single runs differ.
 *
 * @param run position in the history of the run that it is told of: the last, or the first after a
 *     step
 * @param variant id of the variant
 * @param verdict {@link Verdict#IMPROVED} or {@link Verdict#REGRESSED}
 * @param change last over first; of an accuracy the difference in points
 * @param sentence why, with the numbers
 */
public record Drift(
    int run, String variant, Metric metric, Verdict verdict, double change, String sentence) {
  public Drift {
    if (!verdict.isChange()) {
      throw new IllegalArgumentException("a drift is a change");
    }
  }
}
