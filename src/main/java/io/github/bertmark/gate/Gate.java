package io.github.bertmark.gate;

import io.github.bertmark.InputException;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Difference;
import io.github.bertmark.comparison.Drift;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.RunChanges;
import io.github.bertmark.comparison.RunReference;
import io.github.bertmark.comparison.VariantVerdict;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.Allocation;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.SideRun;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.change.ChangeRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of runs with a base under one policy.
 *
 * @param noise the floor that was measured; null if none was
 * @param variants the ids to compare; empty for all
 * @param texts of the queries whose answers changed
 * @param catalogue of the metrics to judge
 */
public record Gate(
    Policy policy,
    @Nullable NoiseFloor noise,
    List<String> variants,
    QueryTexts texts,
    Catalogue catalogue) {
  public Gate {
    variants = List.copyOf(variants);
  }

  /** A gate for all variants, without a noise floor and texts. */
  public Gate(Policy policy) {
    this(policy, null, List.of(), QueryTexts.NONE);
  }

  /** A gate for the usual metrics. */
  public Gate(Policy policy, @Nullable NoiseFloor noise, List<String> variants, QueryTexts texts) {
    this(policy, noise, variants, texts, Catalogue.STANDARD);
  }

  /**
   * Compares two runs.
   *
   * @throws InputException if a variant was asked for that neither run has, or files of a run do
   *     not belong to it
   */
  public Comparison compare(StoredRun base, StoredRun candidate) throws IOException {
    return compare(new RunAnswers(base), new RunAnswers(candidate));
  }

  /**
   * What changed in each run but the first, as a comparison with the one before finds it; reads
   * each file of predictions once.
   *
   * @return one fewer than runs
   * @throws InputException as for two runs
   */
  public List<RunChanges> changesInTurn(List<StoredRun> runs) throws IOException {
    List<RunChanges> changes = new ArrayList<>();
    RunAnswers before = null;
    for (StoredRun run : runs) {
      RunAnswers after = new RunAnswers(run);
      if (before != null) {
        changes.add(changes(before, after));
      }
      before = after;
    }
    return changes;
  }

  /**
   * What drifted over the runs of a history.
   *
   * @param changes in turn, as this gate found them
   */
  public List<Drift> drifts(List<StoredRun> runs, List<RunChanges> changes) {
    List<RunDocument> documents = runs.stream().map(StoredRun::document).toList();
    DriftJudge judge = new DriftJudge(documents, changes, policy);
    return documents.get(documents.size() - 1).variants().stream()
        .flatMap(
            variant ->
                catalogue.metrics().stream()
                    .flatMap(metric -> judge.judge(variant.id(), metric).stream()))
        .toList();
  }

  private RunChanges changes(RunAnswers base, RunAnswers candidate) throws IOException {
    RunDocument before = base.document();
    RunDocument after = candidate.document();
    NoiseFloor floor = noiseOf(before.environment(), after.environment());
    VariantJudge judge = new VariantJudge(base, candidate, policy, floor, texts, catalogue);
    List<String> variants = compared(before, after);
    List<Finding> changes = new ArrayList<>();
    for (String variant : variants) {
      changes.addAll(judge.changes(variant));
    }
    return new RunChanges(judge.differences(), variants, changes);
  }

  private Comparison compare(RunAnswers base, RunAnswers candidate) throws IOException {
    RunDocument before = base.document();
    RunDocument after = candidate.document();
    NoiseFloor floor = noiseOf(before.environment(), after.environment());
    VariantJudge judge = new VariantJudge(base, candidate, policy, floor, texts, catalogue);

    List<Finding> findings = new ArrayList<>();
    List<VariantVerdict> verdicts = new ArrayList<>();
    for (String variant : compared(before, after)) {
      List<Finding> own = judge.findings(variant);
      findings.addAll(own);
      verdicts.add(JointJudge.judge(displayName(variant, before, after), variant, own));
    }
    Decision decision = Decision.of(findings, policy, judge::isAccepted);
    return new Comparison(
        Comparison.SCHEMA,
        Comparison.SCHEMA_VERSION,
        RunReference.of(before),
        RunReference.of(after),
        policy,
        floor,
        judge.ruler(),
        judge.differences(),
        findings,
        verdicts,
        decision.outcome(),
        decision.exitCode(),
        notes(floor, judge.ruler(), findings, base.run().equals(candidate.run())));
  }

  /**
   * Compares the sides of an interleaved comparison: latency, size and allocation of one variant.
   *
   * @throws InputException if they are of different variants
   */
  public Comparison compare(SideRun base, SideRun candidate) {
    if (!base.variant().equals(candidate.variant())) {
      throw new InputException(
          "variant " + candidate.variant(),
          "is not the base's, " + base.variant(),
          "compare one variant with itself");
    }
    String variant = base.variant();
    List<Difference> differences =
        ComparabilityGuard.differences(base, candidate, policy.underTest());
    NoiseFloor floor = noiseOf(base.environment(), candidate.environment());
    ChangeRule rule =
        base.tookTurns() && candidate.tookTurns()
            ? policy.pairRule(variant, floor)
            : policy.latencyRule(variant, floor);
    List<Finding> findings = new ArrayList<>();
    findings.add(
        ComparabilityGuard.blocking(differences, variant, Catalogue.LATENCY)
            .map(
                why ->
                    Finding.notComparable(
                        variant,
                        Catalogue.LATENCY,
                        base.latency().medianMillis(),
                        candidate.latency().medianMillis(),
                        why))
            .orElseGet(
                () ->
                    LatencyJudge.judge(
                        variant,
                        Catalogue.LATENCY,
                        base.latency().forkTimesMillis(),
                        candidate.latency().forkTimesMillis(),
                        rule)));
    RatioJudge.exact(
            variant,
            Catalogue.SIZE,
            (double) base.model().sizeBytes(),
            (double) candidate.model().sizeBytes(),
            policy.threshold(Catalogue.SIZE))
        .ifPresent(findings::add);
    RatioJudge.overForks(
            variant,
            Catalogue.ALLOCATION,
            measured(base.callAllocation()),
            measured(candidate.callAllocation()),
            policy.threshold(Catalogue.ALLOCATION))
        .filter(
            finding ->
                ComparabilityGuard.blocking(differences, variant, Catalogue.ALLOCATION).isEmpty())
        .ifPresent(findings::add);
    otherAnswer(base, candidate).ifPresent(findings::add);
    Decision decision =
        Decision.of(findings, policy, finding -> finding.metric() == Catalogue.ALLOCATION);
    return new Comparison(
        Comparison.SCHEMA,
        Comparison.SCHEMA_VERSION,
        RunReference.of(base),
        RunReference.of(candidate),
        policy,
        floor,
        null,
        differences,
        findings,
        List.of(JointJudge.judge(candidate.displayName(), variant, findings)),
        decision.outcome(),
        decision.exitCode(),
        notes(floor, null, findings, false));
  }

  private static RatioJudge.@Nullable Measured measured(@Nullable Allocation allocation) {
    return allocation == null
        ? null
        : new RatioJudge.Measured(allocation.bytesPerCall(), allocation.forkBytesPerCall());
  }

  /** Sides have no accuracy; but if they answer one query differently, it may have changed. */
  private static Optional<Finding> otherAnswer(SideRun base, SideRun candidate) {
    Set<String> before = base.labels().keySet();
    Set<String> after = candidate.labels().keySet();
    if (before.equals(after) || !base.protocol().query().equals(candidate.protocol().query())) {
      return Optional.empty();
    }
    String why =
        "the query was answered with %s, now with %s; compare two runs to see what is right"
            .formatted(String.join(", ", before), String.join(", ", after));
    return Optional.of(Finding.notComparable(base.variant(), Catalogue.ACCURACY, null, null, why));
  }

  private List<String> compared(RunDocument base, RunDocument candidate) {
    List<String> present =
        Stream.of(base, candidate)
            .flatMap(run -> run.variants().stream())
            .map(VariantResult::id)
            .distinct()
            .toList();
    for (String variant : variants) {
      if (!present.contains(variant)) {
        throw new InputException(
            "variant " + variant, "is in neither run", "name one of " + String.join(", ", present));
      }
    }
    return variants.isEmpty() ? present : present.stream().filter(variants::contains).toList();
  }

  private @Nullable NoiseFloor noiseOf(Environment base, Environment candidate) {
    return noise != null
            && ComparabilityGuard.isSameMachine(noise.environment(), base)
            && ComparabilityGuard.isSameMachine(noise.environment(), candidate)
        ? noise
        : null;
  }

  private List<String> notes(
      @Nullable NoiseFloor floor, @Nullable String ruler, List<Finding> findings, boolean same) {
    List<String> notes = new ArrayList<>();
    if (same) {
      notes.add("Both sides are the same run.");
    }
    boolean absolute = isJudged(findings, Catalogue.LATENCY);
    if (absolute && noise == null) {
      notes.add(
          "This machine's noise floor is not known, so thresholds are the policy's alone:"
              + " bertmark noise measures it.");
    } else if (absolute && floor == null) {
      notes.add("The stored noise floor is of another machine and was not used.");
    }
    if (ruler != null && isJudged(findings, Catalogue.RULER)) {
      notes.add(
          "Latencies in proportion to %s, the ruler, do not show what changes both alike; %s itself"
                  .formatted(ruler, ruler)
              + " is judged by nothing.");
    }
    return notes;
  }

  private static boolean isJudged(List<Finding> findings, Metric metric) {
    return findings.stream()
        .anyMatch(f -> f.metric() == metric && f.verdict() != Verdict.NOT_COMPARABLE);
  }

  private static String displayName(String variant, RunDocument base, RunDocument candidate) {
    Optional<VariantResult> found = candidate.variant(variant).or(() -> base.variant(variant));
    return found.map(VariantResult::displayName).orElse(variant);
  }
}
