package io.github.bertmark.gate;

import io.github.bertmark.results.RunDocument;
import io.github.bertmark.results.VariantResult;
import io.github.bertmark.statistics.Change;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.RatioEstimate;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A latency in proportion to that of a reference variant, the ruler, in the same run: what is left
 * to compare between machines.
 *
 * <p>Runs being independent, so are the two ratios candidate over base, of the variant and of the
 * ruler; their quotient's interval has, on the logarithmic scale, the root of the squares of their
 * half-widths.
 */
final class RulerJudge {
  private final Policy policy;
  private final VariantResult baseRuler;
  private final VariantResult candidateRuler;

  RulerJudge(Policy policy, VariantResult baseRuler, VariantResult candidateRuler) {
    this.policy = policy;
    this.baseRuler = baseRuler;
    this.candidateRuler = candidateRuler;
  }

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
    if (!LatencyJudge.isMeasured(base) || !LatencyJudge.isMeasured(candidate)) {
      return Finding.notComparable(base.id(), Metric.RULER, null, null, "a side holds no times");
    }
    Change own = compare(base, candidate);
    Change ruler = compare(baseRuler, candidateRuler);
    double before = own.baseValue() / ruler.baseValue();
    double after = own.candidateValue() / ruler.candidateValue();
    Interval interval =
        own.estimate() == null || ruler.estimate() == null
            ? null
            : quotient(own.estimate(), ruler.estimate(), after / before);
    Verdict verdict =
        interval == null
            ? Verdict.INCONCLUSIVE
            : RatioVerdict.of(Metric.RULER.direction(), interval, policy.rulerThreshold());
    return new Finding(
        base.id(),
        Metric.RULER,
        verdict,
        Metric.RULER.unit(),
        before,
        after,
        after / before,
        interval,
        policy.rulerThreshold(),
        policy.rulerThreshold(),
        null,
        null,
        sentence(before, after, interval, verdict),
        null);
  }

  private Change compare(VariantResult base, VariantResult candidate) {
    return policy
        .latencyRule(base.id(), null)
        .compare(base.latency().forkTimesMillis(), candidate.latency().forkTimesMillis());
  }

  private String sentence(
      double before, double after, @Nullable Interval interval, Verdict verdict) {
    return Words.format(
        "%.3f -> %.3f times %s, %s%s; threshold %s%s",
        before,
        after,
        baseRuler.id(),
        Words.change(after / before),
        interval == null
            ? ""
            : Words.format(
                " (%s at %s)", Words.changes(interval), Words.percent(policy.confidence())),
        Words.percent(policy.rulerThreshold()),
        verdict == Verdict.INCONCLUSIVE ? "; too few forks to tell" : "");
  }

  private static Interval quotient(RatioEstimate own, RatioEstimate ruler, double ratio) {
    double log = own.logRatio() - ruler.logRatio();
    double below =
        Math.hypot(
            own.logRatio() - own.logInterval().lower(),
            ruler.logInterval().upper() - ruler.logRatio());
    double above =
        Math.hypot(
            own.logInterval().upper() - own.logRatio(),
            ruler.logRatio() - ruler.logInterval().lower());
    // Rounding must not put the ratio beside its own interval.
    return new Interval(
        Math.min(ratio, Math.exp(log - below)), Math.max(ratio, Math.exp(log + above)));
  }
}
