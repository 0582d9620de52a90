package io.github.bertmark.gate;

import io.github.bertmark.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison finds out about one metric of one variant.
 *
 * @param variant id of the variant
 * @param base value of the base in {@link Metric#unit}; null if there is none
 * @param candidate value of the candidate; null if there is none
 * @param change candidate over base; for accuracy the difference in points; null if not comparable
 * @param interval of the change, at the policy's confidence; null for an accuracy or if there is
 *     none
 * @param threshold the relative change, for accuracy the points, within which nothing changed;
 *     null if not comparable
 * @param pValue of the hypothesis that nothing changed; null where none was tested
 * @param forksToDecide forks a side that would settle an inconclusive verdict, all else equal; null
 *     if it is settled, or if no realistic number would
 * @param sentence why, with the numbers
 * @param flips which answers changed; null but for an accuracy that was compared
 */
public record Finding(
    String variant,
    Metric metric,
    Verdict verdict,
    String unit,
    @Nullable Double base,
    @Nullable Double candidate,
    @Nullable Double change,
    @Nullable Interval interval,
    @Nullable Double threshold,
    @Nullable Double pValue,
    @Nullable Integer forksToDecide,
    String sentence,
    @Nullable Flips flips) {

  static Finding notComparable(
      String variant,
      Metric metric,
      @Nullable Double base,
      @Nullable Double candidate,
      String sentence) {
    return new Finding(
        variant,
        metric,
        Verdict.NOT_COMPARABLE,
        metric.unit(),
        base,
        candidate,
        null,
        null,
        null,
        null,
        null,
        sentence,
        null);
  }
}
