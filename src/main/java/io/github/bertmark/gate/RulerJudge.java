package io.github.bertmark.gate;

import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.change.Change;
import io.github.bertmark.statistics.change.RatioEstimate;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A latency in proportion to that of a reference variant, the ruler, in the same run: what is left
 * to compare between machines.
 */
record RulerJudge(
    Policy policy, double threshold, VariantResult baseRuler, VariantResult candidateRuler) {
  /** One says nothing of how forks differ. */
  private static final int FEWEST_FORKS = 2;

  /**
   * The variant to set others in proportion to: the one that the policy names, or else, of those
   * with the same model file in both runs, the largest, whose calls the machine disturbs least.
   */
  static Optional<String> choose(RunDocument base, RunDocument candidate, Policy policy) {
    String named = policy.ruler();
    if (named != null) {
      return base.variant(named).flatMap(v -> candidate.variant(named)).map(VariantResult::id);
    }
    return base.variants().stream()
        .filter(
            ours ->
                candidate
                    .variant(ours.id())
                    .filter(theirs -> theirs.model().sha256().equals(ours.model().sha256()))
                    .isPresent())
        .max(
            Comparator.<VariantResult>comparingLong(variant -> variant.model().sizeBytes())
                .thenComparing(VariantResult::id))
        .map(VariantResult::id);
  }

  Finding judge(VariantResult base, VariantResult candidate) {
    if (!Stream.of(base, candidate, baseRuler, candidateRuler).allMatch(LatencyJudge::isMeasured)) {
      return Finding.notComparable(
          base.id(), Catalogue.RULER, null, null, "a side, or its ruler, holds no times");
    }
    Change own = compare(base, candidate);
    Change ruler = compare(baseRuler, candidateRuler);
    double before = own.baseValue() / ruler.baseValue();
    double after = own.candidateValue() / ruler.candidateValue();
    RatioEstimate estimate =
        own.estimate() == null || ruler.estimate() == null
            ? null
            : own.estimate().over(ruler.estimate());
    Interval interval = estimate == null ? null : estimate.interval();
    Verdict verdict =
        interval == null
            ? Verdict.INCONCLUSIVE
            : RatioVerdict.of(Catalogue.RULER.direction(), interval, threshold);
    boolean open = verdict == Verdict.INCONCLUSIVE;
    OptionalInt needed = open ? forksToDecide(estimate) : OptionalInt.empty();
    return new Finding(
        base.id(),
        Catalogue.RULER,
        verdict,
        Catalogue.RULER.unit().judged().symbol(),
        before,
        after,
        after / before,
        interval,
        threshold,
        threshold,
        null,
        needed.isPresent() ? needed.getAsInt() : null,
        estimate != null || isSame(base, candidate) && isSame(baseRuler, candidateRuler),
        sentence(before, after, interval)
            + (!open
                ? ""
                : "; "
                    + (estimate == null
                        ? Words.singleFork(FEWEST_FORKS)
                        : Words.forks(needed, estimate))),
        null);
  }

  private Change compare(VariantResult base, VariantResult candidate) {
    return policy
        .latencyRule(base.id(), null)
        .compare(base.latency().forkTimesMillis(), candidate.latency().forkTimesMillis());
  }

  private static boolean isSame(VariantResult base, VariantResult candidate) {
    return base.latency().equals(candidate.latency());
  }

  private OptionalInt forksToDecide(@Nullable RatioEstimate estimate) {
    return estimate == null
        ? OptionalInt.of(FEWEST_FORKS)
        : estimate.forksForHalfWidth(
            Math.abs(Math.abs(estimate.logRatio()) - Math.log1p(threshold)));
  }

  private String sentence(double before, double after, @Nullable Interval interval) {
    return Words.format(
        "%.3f -> %.3f times %s, %s%s; threshold %s",
        before,
        after,
        baseRuler.id(),
        Words.change(after / before),
        interval == null
            ? ""
            : Words.format(
                " (%s at %s)", Words.changes(interval), Words.percent(policy.confidence())),
        Words.percent(threshold));
  }
}
