package io.github.bertmark.gate;

import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.metric.Unit;
import io.github.bertmark.statistics.Interval;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers whose ratio itself is compared with the tolerance: exact ones, and those that hardly
 * vary.
 */
final class RatioJudge {
  /**
   * What a side measured.
   *
   * @param value of all its forks
   * @param forks the number of each
   */
  record Measured(double value, List<Double> forks) {
    /** Null unless there is a value. */
    static @Nullable Measured of(@Nullable Double value, @Nullable List<List<Double>> samples) {
      return value == null || samples == null
          ? null
          : new Measured(value, samples.stream().flatMap(List::stream).toList());
    }

    private boolean isAboveZero() {
      return value > 0 && !forks.isEmpty() && Collections.min(forks) > 0;
    }
  }

  private RatioJudge() {}

  /** The finding on exact numbers; empty if neither side has the number. */
  static Optional<Finding> exact(
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

  /**
   * The finding on numbers of which each fork has its own; empty if neither side measured it. The
   * ratios between any fork of the one side and any of the other have to agree: their whole range
   * is taken for the interval.
   */
  static Optional<Finding> overForks(
      String variant,
      Metric metric,
      @Nullable Measured before,
      @Nullable Measured after,
      double threshold) {
    if (before == null && after == null) {
      return Optional.empty();
    }
    if (before == null || after == null || !before.isAboveZero() || !after.isAboveZero()) {
      return Optional.of(
          Finding.notComparable(
              variant,
              metric,
              before == null ? null : (Double) before.value(),
              after == null ? null : (Double) after.value(),
              "the %s did not measure it"
                  .formatted(before == null || !before.isAboveZero() ? "base" : "candidate")));
    }
    double ratio = after.value() / before.value();
    Interval range =
        new Interval(
            Math.min(ratio, Collections.min(after.forks()) / Collections.max(before.forks())),
            Math.max(ratio, Collections.max(after.forks()) / Collections.min(before.forks())));
    Verdict verdict = RatioVerdict.of(metric.direction(), range, threshold);
    String unit = metric.unit().judged().symbol();
    String sentence =
        Words.format(
            "%s %s -> %s, %s (between forks %s); threshold %s%s",
            Words.number(before.value()),
            unit,
            Words.number(after.value()),
            Words.change(ratio),
            Words.changes(range),
            Words.percent(threshold),
            verdict == Verdict.INCONCLUSIVE ? "; the forks do not agree, nor would more" : "");
    return Optional.of(
        Finding.ofRatio(
            variant, metric, verdict, before.value(), after.value(), range, threshold, sentence));
  }
}
