package io.github.bertmark.gate;

import io.github.bertmark.comparison.Finding;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.statistics.change.ChangeRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is between two runs beside what they measured: another pace of the machine, and the drift
 * from day to day. The forks of a run do not show either, since all of them had the same day.
 *
 * @param shift of the machine's pace; null if a run does not tell its own
 * @param floor relative change that runs of the same thing may differ by beyond that
 * @param unevenness logarithm by which kinds of work changed differently; 0 if that is not known
 */
record AcrossRuns(@Nullable PaceShift shift, double floor, double unevenness) {
  /** Of a run and itself. */
  static final AcrossRuns NOTHING = new AcrossRuns(PaceShift.NONE, 0, 0);

  /**
   * What runs of the same bytes differ by at the same pace where no noise was measured;
   * docs/statistics.md tells of which runs it comes.
   */
  static final double DRIFT = 0.05;

  private static final String INSTEAD =
      ": compare builds by bertmark ab, which measures both by turns";

  /** What is between two documents. */
  static AcrossRuns between(RunDocument base, RunDocument candidate, boolean noiseIsKnown) {
    return of(PaceShift.between(base, candidate), noiseIsKnown);
  }

  static AcrossRuns of(@Nullable PaceShift shift, boolean noiseIsKnown) {
    double unevenness = shift == null ? 0 : shift.upper() - shift.lower();
    return new AcrossRuns(shift, noiseIsKnown ? 0 : DRIFT, unevenness);
  }

  /** Why absolute times cannot be compared; null if they can. */
  @Nullable String obstacle() {
    if (shift == null) {
      return "a run does not tell how fast its machine was meanwhile" + INSTEAD;
    }
    return shift.isTooUncertain()
        ? "the machine was not as fast in both runs: " + shift.text() + INSTEAD
        : null;
  }

  /** The finding on times, of which the candidate's are set to the base's pace. */
  Finding judge(
      String variant,
      Metric metric,
      List<List<Double>> base,
      List<List<Double>> candidate,
      ChangeRule rule) {
    Finding finding =
        LatencyJudge.judge(variant, metric, base, corrected(candidate), careful(rule));
    PaceShift known = known();
    return known.correction() == 0
        ? finding
        : finding.saying(
            Words.format(
                "corrected by %s for the machine's pace (%s)",
                Words.change(Math.exp(-known.correction())), known.text()));
  }

  boolean mayFindChange(List<List<Double>> base, List<List<Double>> candidate, ChangeRule rule) {
    return LatencyJudge.mayFindChange(base, corrected(candidate), careful(rule));
  }

  /** The threshold of a proportion between kinds of work. */
  double ofProportions(double threshold) {
    return Math.max(threshold, Math.expm1(unevenness));
  }

  private PaceShift known() {
    if (shift == null) {
      throw new IllegalStateException("the pace is not known");
    }
    return shift;
  }

  private ChangeRule careful(ChangeRule rule) {
    return rule.withNoiseFloor(Math.expm1(Math.hypot(known().uncertainty(), Math.log1p(floor))));
  }

  private List<List<Double>> corrected(List<List<Double>> candidate) {
    double factor = Math.exp(-known().correction());
    return factor == 1
        ? candidate
        : candidate.stream()
            .map(calls -> calls.stream().map(time -> time * factor).toList())
            .toList();
  }
}
