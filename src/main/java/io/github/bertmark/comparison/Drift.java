package io.github.bertmark.comparison;

import io.github.bertmark.metric.Metric;

/**
 * A metric of a variant that changed slowly over many runs, each time by too little to be found
 * between two of them.
 *
 * @param variant id of the variant
 * @param verdict {@link Verdict#IMPROVED} or {@link Verdict#REGRESSED}
 * @param change last over first; of an accuracy the difference in points
 * @param sentence why, with the numbers
 */
public record Drift(
    String variant, Metric metric, Verdict verdict, double change, String sentence) {
  public Drift {
    if (!verdict.isChange()) {
      throw new IllegalArgumentException("a drift is a change");
    }
  }
}
