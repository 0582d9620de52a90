package io.github.bertmark.gate;

import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.Allocation;
import io.github.bertmark.statistics.Interval;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Allocations hardly vary, so the ratios between any fork of the one side and any of the other have
 * to agree: their whole range is taken for the interval.
 */
final class AllocationJudge {
  private AllocationJudge() {}

  /** The finding; empty if neither side measured it. */
  static Optional<Finding> judge(
      String variant, @Nullable Allocation before, @Nullable Allocation after, double threshold) {
    if (before == null && after == null) {
      return Optional.empty();
    }
    if (before == null || after == null || !holdsBytes(before) || !holdsBytes(after)) {
      return Optional.of(
          Finding.notComparable(
              variant,
              Metric.ALLOCATION,
              before == null ? null : before.bytesPerCall(),
              after == null ? null : after.bytesPerCall(),
              "the %s did not measure it"
                  .formatted(before == null || !holdsBytes(before) ? "base" : "candidate")));
    }
    double ratio = after.bytesPerCall() / before.bytesPerCall();
    Interval range =
        new Interval(
            Math.min(
                ratio,
                Collections.min(after.forkBytesPerCall())
                    / Collections.max(before.forkBytesPerCall())),
            Math.max(
                ratio,
                Collections.max(after.forkBytesPerCall())
                    / Collections.min(before.forkBytesPerCall())));
    Verdict verdict = RatioVerdict.of(Metric.ALLOCATION.direction(), range, threshold);
    String sentence =
        Words.format(
            "%.0f bytes per call -> %.0f, %s (between forks %s); threshold %s%s",
            before.bytesPerCall(),
            after.bytesPerCall(),
            Words.change(ratio),
            Words.changes(range),
            Words.percent(threshold),
            verdict == Verdict.INCONCLUSIVE ? "; the forks do not agree, nor would more" : "");
    return Optional.of(
        new Finding(
            variant,
            Metric.ALLOCATION,
            verdict,
            Metric.ALLOCATION.unit(),
            before.bytesPerCall(),
            after.bytesPerCall(),
            ratio,
            range,
            threshold,
            threshold,
            null,
            null,
            true,
            sentence,
            null));
  }

  private static boolean holdsBytes(Allocation allocation) {
    return allocation.bytesPerCall() > 0
        && !allocation.forkBytesPerCall().isEmpty()
        && Collections.min(allocation.forkBytesPerCall()) > 0;
  }
}
