package io.github.bertmark.gate;

import io.github.bertmark.comparison.Finding;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.metric.Unit;
import io.github.bertmark.statistics.Interval;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exact numbers, of which the ratio itself is compared with the tolerance. */
final class ExactJudge {
  private ExactJudge() {}

  /** The finding; empty if neither side has the number. */
  static Optional<Finding> judge(
      String variant,
      Metric metric,
      @Nullable Double before,
      @Nullable Double after,
      double tolerance) {
    if (before == null && after == null) {
      return Optional.empty();
    }
    if (before == null || after == null || before <= 0 || after <= 0) {
      String why =
          before == null || after == null
              ? "the %s did not measure it".formatted(before == null ? "base" : "candidate")
              : "the %s of a side is not above zero".formatted(metric.name());
      return Optional.of(Finding.notComparable(variant, metric, before, after, why));
    }
    double ratio = after / before;
    String sentence =
        before.equals(after)
            ? metric.unit().text(before)
                + (metric.unit() == Unit.BYTES ? ", to the byte the same" : ", exactly the same")
            : Words.format(
                "%s -> %s, %s; tolerance %s",
                metric.unit().text(before),
                metric.unit().text(after),
                Words.change(ratio),
                Words.percent(tolerance));
    return Optional.of(
        Finding.ofRatio(
            variant,
            metric,
            RatioVerdict.of(metric.direction(), new Interval(ratio, ratio), tolerance),
            before,
            after,
            null,
            tolerance,
            sentence));
  }
}
