package io.github.bertmark.gate;

import io.github.bertmark.comparison.Acceptance;
import io.github.bertmark.comparison.Difference;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.LatencyBasis;
import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.ChangeRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All findings on one variant, each metric as far as the runs are comparable. */
final class VariantJudge {
  private final RunDocument base;
  private final RunDocument candidate;
  private final Policy policy;
  private final @Nullable NoiseFloor noise;
  private final @Nullable String ruler;
  private final List<Difference> differences;
  private final AccuracyJudge accuracies;

  VariantJudge(
      RunAnswers base,
      RunAnswers candidate,
      Policy policy,
      @Nullable NoiseFloor noise,
      QueryTexts texts) {
    this.base = base.document();
    this.candidate = candidate.document();
    this.policy = policy;
    this.noise = noise;
    this.ruler = RulerJudge.choose(this.base, this.candidate, policy).orElse(null);
    this.differences =
        ComparabilityGuard.differences(this.base, this.candidate, policy.underTest());
    this.accuracies = new AccuracyJudge(base, candidate, policy, texts);
  }

  /** The variant that latencies are set in proportion to; null if there is none. */
  @Nullable String ruler() {
    return ruler;
  }

  /** What the runs do not have in common. */
  List<Difference> differences() {
    return differences;
  }

  List<Finding> findings(String variant) throws IOException {
    return findings(variant, false);
  }

  /**
   * Those of the findings that are changes. The bootstrap is left out where the forks' test rules a
   * change of the latency out, as it mostly does in a history.
   */
  List<Finding> changes(String variant) throws IOException {
    return findings(variant, true).stream().filter(f -> f.verdict().isChange()).toList();
  }

  private List<Finding> findings(String variant, boolean changesOnly) throws IOException {
    Optional<VariantResult> found = base.variant(variant);
    Optional<VariantResult> other = candidate.variant(variant);
    if (found.isEmpty() || other.isEmpty()) {
      String why = "the " + (found.isEmpty() ? "base" : "candidate") + " has no such variant";
      return List.of(Metric.LATENCY, Metric.ACCURACY, Metric.SIZE).stream()
          .map(metric -> Finding.notComparable(variant, metric, null, null, why))
          .toList();
    }
    VariantResult before = found.get();
    VariantResult after = other.get();
    List<Finding> findings = new ArrayList<>(latencies(before, after, changesOnly));
    Optional<Finding> blocked = blocked(before, after, Metric.ACCURACY);
    findings.add(blocked.isPresent() ? blocked.get() : accuracies.judge(before, after));
    findings.add(
        SizeJudge.judge(before.id(), before.model(), after.model(), policy.sizeTolerance()));
    AllocationJudge.judge(
            before.id(),
            before.callAllocation(),
            after.callAllocation(),
            policy.allocationThreshold())
        .map(finding -> blocked(before, after, Metric.ALLOCATION).orElse(finding))
        .ifPresent(findings::add);
    return findings;
  }

  /** Whether the policy, or a finding that stands for it, lets a finding be not comparable. */
  boolean isAccepted(Finding finding) {
    return switch (finding.metric()) {
      case LATENCY ->
          policy.latencyBasis() == LatencyBasis.ABSOLUTE_ELSE_RULER
              && isStoodFor(finding.variant());
      case ACCURACY, RULER ->
          policy.accept().contains(Acceptance.QUANTISED_ACROSS_ISA)
              && isQuantisedElsewhere(finding.variant(), finding.metric());
      case ALLOCATION -> policy.accept().contains(Acceptance.ALLOCATION);
      case SIZE -> false;
    };
  }

  private boolean isStoodFor(String variant) {
    Optional<VariantResult> before = base.variant(variant);
    Optional<VariantResult> after = candidate.variant(variant);
    if (before.isEmpty() || after.isEmpty()) {
      return false;
    }
    Optional<Finding> proportion = proportion(before.get(), after.get());
    return proportion.isEmpty() || proportion.get().verdict() != Verdict.NOT_COMPARABLE;
  }

  private boolean isQuantisedElsewhere(String variant, Metric metric) {
    Optional<VariantResult> before = base.variant(variant);
    Optional<VariantResult> after = candidate.variant(variant);
    return before.isPresent()
        && after.isPresent()
        && (metric == Metric.ACCURACY || ruler != null)
        && blocked(before.get(), after.get(), metric).isEmpty()
        && accuracies.isQuantisedElsewhere(before.get(), after.get());
  }

  private List<Finding> latencies(VariantResult before, VariantResult after, boolean changesOnly) {
    if (policy.latencyBasis() == LatencyBasis.RULER) {
      return proportion(before, after).map(List::of).orElseGet(List::of);
    }
    Optional<Finding> blocked = blocked(before, after, Metric.LATENCY);
    if (blocked.isEmpty()) {
      ChangeRule rule = policy.latencyRule(before.id(), noise);
      return changesOnly && !LatencyJudge.mayFindChange(before, after, rule)
          ? List.of()
          : List.of(LatencyJudge.judge(before, after, rule));
    }
    List<Finding> findings = new ArrayList<>(List.of(blocked.get()));
    proportion(before, after)
        .filter(finding -> finding.verdict() != Verdict.NOT_COMPARABLE)
        .ifPresent(findings::add);
    return findings;
  }

  /** Empty for the ruler itself, unless it is all there is. */
  private Optional<Finding> proportion(VariantResult before, VariantResult after) {
    if (ruler == null) {
      String why =
          policy.ruler() == null
              ? "no variant has the same model file in both runs, to be the ruler"
              : "the ruler " + policy.ruler() + " is not in both runs";
      return Optional.of(notComparable(before, after, Metric.RULER, why));
    }
    if (ruler.equals(before.id())) {
      boolean alone =
          base.variants().stream().filter(v -> candidate.variant(v.id()).isPresent()).count() < 2;
      return alone
          ? Optional.of(
              notComparable(
                  before,
                  after,
                  Metric.RULER,
                  "it is the only variant of both runs: there is nothing to set it in proportion"
                      + " to"))
          : Optional.empty();
    }
    if (accuracies.isQuantisedElsewhere(before, after)) {
      return Optional.of(
          notComparable(
              before,
              after,
              Metric.RULER,
              "few-bit arithmetic gains more on one instruction set than on another"));
    }
    return Optional.of(
        blocked(before, after, Metric.RULER)
            .orElseGet(
                () ->
                    new RulerJudge(
                            policy,
                            base.variant(ruler).orElseThrow(),
                            candidate.variant(ruler).orElseThrow())
                        .judge(before, after)));
  }

  private Optional<Finding> blocked(VariantResult before, VariantResult after, Metric metric) {
    String why =
        differences.stream()
            .filter(d -> d.variant() == null || d.variant().equals(before.id()))
            .filter(d -> d.blocks().contains(metric))
            .map(Difference::text)
            .collect(Collectors.joining("; "));
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(notComparable(before, after, metric, "what differs: " + why));
  }

  private static Finding notComparable(
      VariantResult before, VariantResult after, Metric metric, String why) {
    return switch (metric) {
      case LATENCY ->
          Finding.notComparable(
              before.id(),
              metric,
              before.latency().medianMillis(),
              after.latency().medianMillis(),
              why);
      case ACCURACY ->
          Finding.notComparable(
              before.id(),
              metric,
              100 * before.accuracy().accuracy(),
              100 * after.accuracy().accuracy(),
              why);
      default -> Finding.notComparable(before.id(), metric, null, null, why);
    };
  }
}
