package io.github.bertmark.comparison;

import io.github.bertmark.metric.Kind;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.statistics.Interval;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison finds out about one metric of one variant.
 *
 * @param variant id of the variant
 * @param base value of the base in the unit that {@code unit} names; null if there is none
 * @param candidate value of the candidate; null if there is none
 * @param change candidate over base; for accuracy the difference in points; null if not comparable
 * @param interval of the change, at the policy's confidence; null if it is exact or there is none
 * @param threshold the relative change, for accuracy the points, that has to be exceeded; null if
 *     not comparable
 * @param relevantChange what has to be excluded before "no clear change" is said, in the same unit;
 *     null if not comparable
 * @param pValue of the hypothesis that nothing changed; null where none was tested
 * @param forksToDecide forks a side that would settle an inconclusive verdict, all else equal, or
 *     the fewest that could where single forks do not tell; null if it is settled, or if no
 *     realistic number would
 * @param decidable whether a regression could have been found at all; false if there are too few
 *     forks for it, whatever they show
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
    @Nullable Double relevantChange,
    @Nullable Double pValue,
    @Nullable Integer forksToDecide,
    boolean decidable,
    String sentence,
    @Nullable Flips flips) {

  /** Refuses what no comparison finds. */
  public Finding {
    if (pValue != null && !(pValue >= 0 && pValue <= 1)) {
      throw new IllegalArgumentException("pValue is not between 0 and 1");
    }
    if (forksToDecide != null && forksToDecide < 1) {
      throw new IllegalArgumentException("forksToDecide is below 1");
    }
  }

  /** The same with more in its sentence. */
  public Finding saying(String more) {
    return new Finding(
        variant,
        metric,
        verdict,
        unit,
        base,
        candidate,
        change,
        interval,
        threshold,
        relevantChange,
        pValue,
        forksToDecide,
        decidable,
        sentence + "; " + more,
        flips);
  }

  /** Whether it is inconclusive and the worse by the relevant change is not excluded. */
  public boolean mayHideRegression() {
    if (verdict != Verdict.INCONCLUSIVE) {
      return false;
    }
    return interval == null || relevantChange == null || worst() > relevantChange;
  }

  /** Whether what was measured, chance aside, is worse by more than the relevant change. */
  public boolean looksWorse() {
    return change == null || relevantChange == null || worsening(change) > relevantChange;
  }

  private double worst() {
    Interval of = Objects.requireNonNull(interval);
    return Math.max(worsening(of.lower()), worsening(of.upper()));
  }

  /** How much worse a change is: of a ratio the excess over 1, of an accuracy the points lost. */
  private double worsening(double of) {
    return metric.kind() == Kind.SHARE_OF_ANSWERS ? -of : metric.direction().worsening(of) - 1;
  }

  /** A finding on a ratio that no test was made of and no forks would settle. */
  public static Finding ofRatio(
      String variant,
      Metric metric,
      Verdict verdict,
      double base,
      double candidate,
      @Nullable Interval interval,
      double threshold,
      String sentence) {
    return new Finding(
        variant,
        metric,
        verdict,
        metric.unit().judged().symbol(),
        base,
        candidate,
        candidate / base,
        interval,
        threshold,
        threshold,
        null,
        null,
        true,
        sentence,
        null);
  }

  /** A finding that a metric could not be compared. */
  public static Finding notComparable(
      String variant,
      Metric metric,
      @Nullable Double base,
      @Nullable Double candidate,
      String sentence) {
    return new Finding(
        variant,
        metric,
        Verdict.NOT_COMPARABLE,
        metric.unit().judged().symbol(),
        base,
        candidate,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        sentence,
        null);
  }
}
