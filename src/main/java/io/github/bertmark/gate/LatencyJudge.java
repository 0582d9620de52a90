package io.github.bertmark.gate;

import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.change.Change;
import io.github.bertmark.statistics.change.ChangeRule;
import io.github.bertmark.statistics.change.RatioEstimate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times of one machine are compared by the rule that all of bertmark shares. */
public final class LatencyJudge {
  private LatencyJudge() {}

  /**
   * The finding on a time of a variant.
   *
   * @param base the time of each call in milliseconds, by fork
   * @param candidate the same
   */
  public static Finding judge(
      String variant,
      Metric metric,
      List<List<Double>> base,
      List<List<Double>> candidate,
      ChangeRule rule) {
    if (!isMeasured(base) || !isMeasured(candidate)) {
      return Finding.notComparable(
          variant,
          metric,
          null,
          null,
          "the " + (isMeasured(base) ? "candidate" : "base") + " holds no times");
    }
    Change change = rule.compare(base, candidate);
    RatioEstimate estimate = change.estimate();
    Interval interval = estimate == null ? null : estimate.interval();
    return new Finding(
        variant,
        metric,
        verdict(change),
        metric.unit().judged().symbol(),
        change.baseValue(),
        change.candidateValue(),
        change.ratio(),
        interval,
        rule.threshold(),
        rule.relevantChange(),
        estimate == null ? null : change.pBeyondThreshold(),
        decided(change) || change.forksToDecide().isEmpty()
            ? null
            : change.forksToDecide().getAsInt(),
        // The very same times are no worse, however few they are.
        !change.tooFewForks() || base.equals(candidate),
        sentence(change, interval),
        null);
  }

  /** False if the verdict cannot be that of a change; far less work than the finding. */
  static boolean mayFindChange(
      List<List<Double>> base, List<List<Double>> candidate, ChangeRule rule) {
    return isMeasured(base) && isMeasured(candidate) && rule.mayFindChange(base, candidate);
  }

  static boolean isMeasured(VariantResult variant) {
    return isMeasured(variant.latency().forkTimesMillis());
  }

  private static boolean isMeasured(List<List<Double>> forks) {
    return !forks.isEmpty()
        && forks.stream()
            .allMatch(
                calls ->
                    !calls.isEmpty()
                        && calls.stream().allMatch(time -> time > 0 && Double.isFinite(time)));
  }

  private static Verdict verdict(Change change) {
    return switch (change.verdict()) {
      case SLOWER -> Verdict.REGRESSED;
      case FASTER -> Verdict.IMPROVED;
      case NO_CLEAR_CHANGE -> Verdict.NO_CLEAR_CHANGE;
      case UNDECIDED -> Verdict.INCONCLUSIVE;
    };
  }

  private static boolean decided(Change change) {
    return change.verdict() != Change.Verdict.UNDECIDED;
  }

  private static String sentence(Change change, @Nullable Interval interval) {
    ChangeRule rule = change.rule();
    StringBuilder text = new StringBuilder();
    text.append(
        Words.format(
            "%s of the forks' %ss %.3f ms -> %.3f ms, %s",
            rule.replication() == ChangeRule.Replication.PAIRS ? "geometric mean" : "mean",
            rule.statistic().name().toLowerCase(Locale.ROOT),
            change.baseValue(),
            change.candidateValue(),
            Words.change(change.ratio())));
    if (interval != null) {
      text.append(
          Words.format(" (%s at %s)", Words.changes(interval), Words.percent(rule.confidence())));
    }
    text.append("; threshold ").append(Words.percent(rule.threshold()));
    if (!decided(change)) {
      text.append("; ").append(Words.forks(change));
    }
    return text.toString();
  }
}
