package io.github.bertmark.gate;

import io.github.bertmark.comparison.Acceptance;
import io.github.bertmark.comparison.Difference;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.LatencyBasis;
import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.gate.RatioJudge.Measured;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.change.ChangeRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All findings on one variant, each metric as far as the runs are comparable. */
final class VariantJudge {
  private final RunDocument base;
  private final RunDocument candidate;
  private final Policy policy;
  private final @Nullable NoiseFloor noise;
  private final Catalogue catalogue;
  private final @Nullable String ruler;
  private final List<Difference> differences;
  private final AcrossRuns across;
  private final AccuracyJudge accuracies;

  VariantJudge(
      RunAnswers base,
      RunAnswers candidate,
      Policy policy,
      @Nullable NoiseFloor noise,
      QueryTexts texts,
      Catalogue catalogue) {
    this.base = base.document();
    this.candidate = candidate.document();
    this.policy = policy;
    this.noise = noise;
    this.catalogue = catalogue;
    this.ruler = RulerJudge.choose(this.base, this.candidate, policy).orElse(null);
    this.differences =
        ComparabilityGuard.differences(this.base, this.candidate, catalogue, policy.underTest());
    this.across =
        base.run().equals(candidate.run())
            ? AcrossRuns.NOTHING
            : AcrossRuns.between(this.base, this.candidate, noise != null);
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
      return List.of(Catalogue.LATENCY, Catalogue.ACCURACY, Catalogue.SIZE).stream()
          .map(metric -> Finding.notComparable(variant, metric, null, null, why))
          .toList();
    }
    List<Finding> findings = new ArrayList<>();
    for (Metric metric : catalogue.metrics()) {
      if (!Catalogue.isCore(metric) && !isMeasured(metric, found.get())) {
        // Something new is no worse.
        continue;
      }
      findings.addAll(findings(found.get(), other.get(), metric, changesOnly));
    }
    return findings;
  }

  private List<Finding> findings(
      VariantResult before, VariantResult after, Metric metric, boolean changesOnly)
      throws IOException {
    if (metric.equals(Catalogue.LATENCY)) {
      return latencies(before, after, changesOnly);
    }
    Optional<Finding> blocked = blocked(before, after, metric);
    return switch (metric.kind()) {
      // Judged together with the latency, which it may stand for.
      case PROPORTIONAL_TIME -> List.of();
      case SHARE_OF_ANSWERS ->
          List.of(blocked.isPresent() ? blocked.get() : accuracies.judge(before, after));
      case TIME_OVER_FORKS -> time(before, after, metric, blocked, changesOnly);
      case EXACT_NUMBER ->
          unlessBlocked(
              blocked,
              RatioJudge.exact(
                  before.id(),
                  metric,
                  metric.judged(before),
                  metric.judged(after),
                  policy.threshold(metric)));
      case NUMBER_OVER_FORKS ->
          unlessBlocked(
              blocked,
              RatioJudge.overForks(
                  before.id(),
                  metric,
                  Measured.of(metric.judged(before), metric.samples().apply(before)),
                  Measured.of(metric.judged(after), metric.samples().apply(after)),
                  policy.threshold(metric)));
    };
  }

  private static boolean isMeasured(Metric metric, VariantResult variant) {
    return metric.samples().apply(variant) != null || metric.judged(variant) != null;
  }

  /** None where neither side measured it; so a difference blocks nothing there either. */
  private static List<Finding> unlessBlocked(Optional<Finding> blocked, Optional<Finding> finding) {
    return finding.map(of -> blocked.orElse(of)).stream().toList();
  }

  private List<Finding> time(
      VariantResult before,
      VariantResult after,
      Metric metric,
      Optional<Finding> blocked,
      boolean changesOnly) {
    List<List<Double>> ours = metric.samples().apply(before);
    List<List<Double>> theirs = metric.samples().apply(after);
    if (ours == null && theirs == null) {
      return List.of();
    }
    if (blocked.isPresent()) {
      return List.of(blocked.get());
    }
    List<List<Double>> from = ours == null ? List.of() : ours;
    List<List<Double>> to = theirs == null ? List.of() : theirs;
    ChangeRule rule = policy.timeRule(metric, before.id(), noise);
    // The very same times are of one run, however the documents differ.
    AcrossRuns between = from.equals(to) ? AcrossRuns.NOTHING : across;
    String obstacle = between.obstacle();
    if (obstacle != null) {
      return List.of(notComparable(before, after, metric, obstacle));
    }
    return changesOnly && !between.mayFindChange(from, to, rule)
        ? List.of()
        : List.of(between.judge(before.id(), metric, from, to, rule));
  }

  /** Whether the policy, or a finding that stands for it, lets a finding be not comparable. */
  boolean isAccepted(Finding finding) {
    Metric metric = finding.metric();
    if (metric.equals(Catalogue.LATENCY)) {
      return policy.latencyBasis() == LatencyBasis.ABSOLUTE_ELSE_RULER
          && isStoodFor(finding.variant());
    }
    if (metric.equals(Catalogue.ALLOCATION)) {
      return policy.accept().contains(Acceptance.ALLOCATION);
    }
    if (!Catalogue.isCore(metric)) {
      return policy.accept().contains(Acceptance.SCENARIOS);
    }
    return (metric.equals(Catalogue.ACCURACY) || metric.equals(Catalogue.RULER))
        && policy.accept().contains(Acceptance.QUANTISED_ACROSS_ISA)
        && isQuantisedElsewhere(finding.variant(), metric);
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
        && (metric.equals(Catalogue.ACCURACY) || ruler != null)
        && blocked(before.get(), after.get(), metric).isEmpty()
        && accuracies.isQuantisedElsewhere(before.get(), after.get());
  }

  private List<Finding> latencies(VariantResult before, VariantResult after, boolean changesOnly) {
    if (policy.latencyBasis() == LatencyBasis.RULER) {
      return proportion(before, after).map(List::of).orElseGet(List::of);
    }
    Optional<Finding> blocked = blocked(before, after, Catalogue.LATENCY);
    List<Finding> findings =
        new ArrayList<>(time(before, after, Catalogue.LATENCY, blocked, changesOnly));
    if (findings.stream().anyMatch(finding -> finding.verdict() == Verdict.NOT_COMPARABLE)) {
      proportion(before, after)
          .filter(finding -> finding.verdict() != Verdict.NOT_COMPARABLE)
          .ifPresent(findings::add);
    }
    return findings;
  }

  /** Empty for the ruler itself, unless it is all there is. */
  private Optional<Finding> proportion(VariantResult before, VariantResult after) {
    if (ruler == null) {
      String why =
          policy.ruler() == null
              ? "no variant has the same model file in both runs, to be the ruler"
              : "the ruler " + policy.ruler() + " is not in both runs";
      return Optional.of(notComparable(before, after, Catalogue.RULER, why));
    }
    if (ruler.equals(before.id())) {
      boolean alone =
          base.variants().stream().filter(v -> candidate.variant(v.id()).isPresent()).count() < 2;
      return alone
          ? Optional.of(
              notComparable(
                  before,
                  after,
                  Catalogue.RULER,
                  "it is the only variant of both runs: there is nothing to set it in proportion"
                      + " to"))
          : Optional.empty();
    }
    if (accuracies.isQuantisedElsewhere(before, after)) {
      return Optional.of(
          notComparable(
              before,
              after,
              Catalogue.RULER,
              "few-bit arithmetic gains more on one instruction set than on another"));
    }
    return Optional.of(
        blocked(before, after, Catalogue.RULER)
            .orElseGet(
                () ->
                    new RulerJudge(
                            policy,
                            across.ofProportions(policy.threshold(Catalogue.RULER)),
                            base.variant(ruler).orElseThrow(),
                            candidate.variant(ruler).orElseThrow())
                        .judge(before, after)));
  }

  private Optional<Finding> blocked(VariantResult before, VariantResult after, Metric metric) {
    return ComparabilityGuard.blocking(differences, before.id(), metric)
        .map(why -> notComparable(before, after, metric, why));
  }

  private static Finding notComparable(
      VariantResult before, VariantResult after, Metric metric, String why) {
    // The latency is judged by another figure than its first.
    boolean latency = metric.equals(Catalogue.LATENCY);
    return Finding.notComparable(
        before.id(),
        metric,
        latency ? (Double) before.latency().medianMillis() : metric.judged(before),
        latency ? (Double) after.latency().medianMillis() : metric.judged(after),
        why);
  }
}
