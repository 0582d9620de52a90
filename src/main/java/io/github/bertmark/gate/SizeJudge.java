package io.github.bertmark.gate;

import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.ModelReference;
import io.github.bertmark.statistics.Interval;

/** Sizes are exact, so the ratio itself is compared with the tolerance. */
final class SizeJudge {
  private SizeJudge() {}

  static Finding judge(
      String variant, ModelReference base, ModelReference candidate, double tolerance) {
    double before = base.sizeBytes();
    double after = candidate.sizeBytes();
    if (before <= 0 || after <= 0) {
      return Finding.notComparable(
          variant, Metric.SIZE, before, after, "a side's model file is empty");
    }
    double ratio = after / before;
    Verdict verdict =
        RatioVerdict.of(Metric.SIZE.direction(), new Interval(ratio, ratio), tolerance);
    String sentence =
        before == after
            ? Words.format("%.2f MiB, to the byte the same", base.sizeMiB())
            : Words.format(
                "%.2f MiB -> %.2f MiB, %s; tolerance %s",
                base.sizeMiB(), candidate.sizeMiB(), Words.change(ratio), Words.percent(tolerance));
    return new Finding(
        variant,
        Metric.SIZE,
        verdict,
        Metric.SIZE.unit(),
        before,
        after,
        ratio,
        null,
        tolerance,
        tolerance,
        null,
        null,
        true,
        sentence,
        null);
  }
}
