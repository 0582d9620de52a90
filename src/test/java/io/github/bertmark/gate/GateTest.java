package io.github.bertmark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Flips;
import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Outcome;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.RunChanges;
import io.github.bertmark.comparison.VariantVerdict;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of single changes. */
class GateTest extends StoredRuns {
  private static final long BYTES = RunFixture.DISTILBERT.modelBytes();
  private static final int CORRECT = RunFixture.DISTILBERT.correct();

  @Test
  void aSlowerVariantRegresses() throws IOException {
    Comparison comparison = compare(reference(1, 10), changed(2, 10, 8.6 * 1.08, CORRECT, BYTES));

    Finding latency = comparison.finding("distilbert", Catalogue.LATENCY).orElseThrow();
    assertThat(latency.verdict()).isEqualTo(Verdict.REGRESSED);
    assertThat(latency.change()).isBetween(1.06, 1.10);
    assertThat(latency.interval().lower()).isGreaterThan(1 + latency.threshold());
    assertThat(latency.sentence()).contains("ms", "98 %", "threshold 5 %");
    assertThat(verdict(comparison, "bert-baseline", Catalogue.LATENCY))
        .isEqualTo(Verdict.NO_CLEAR_CHANGE);
    assertThat(comparison.exitCode()).isEqualTo(3);
  }

  @Test
  void aKnownNoiseFloorRaisesTheThreshold() throws IOException {
    StoredRun base = reference(1, 10);
    StoredRun candidate = changed(2, 10, 8.6 * 1.08, CORRECT, BYTES);
    NoiseFloor noise =
        new NoiseFloor(base.document().environment(), 10, Map.of("bert-baseline", 0.12));

    Finding latency =
        new Gate(Policy.DEFAULT, noise, List.of(), QueryTexts.NONE)
            .compare(base, candidate)
            .finding("distilbert", Catalogue.LATENCY)
            .orElseThrow();

    assertThat(latency.threshold()).isEqualTo(0.12);
    assertThat(latency.verdict()).isEqualTo(Verdict.NO_CLEAR_CHANGE);
  }

  @Test
  void aFloorAboveTheTimesThemselvesLetsThemDoubleOrHalveButNotMore() throws IOException {
    StoredRun base = reference(1, 10);
    NoiseFloor noise = new NoiseFloor(base.document().environment(), 10, Map.of("distilbert", 1.5));
    Gate gate = new Gate(Policy.DEFAULT, noise, List.of(), QueryTexts.NONE);

    assertThat(latency(gate, base, 2)).isEqualTo(Verdict.NO_CLEAR_CHANGE);
    assertThat(latency(gate, base, 0.5)).isEqualTo(Verdict.NO_CLEAR_CHANGE);
    assertThat(latency(gate, base, 4)).isEqualTo(Verdict.REGRESSED);
    assertThat(latency(gate, base, 0.25)).isEqualTo(Verdict.IMPROVED);
  }

  private Verdict latency(Gate gate, StoredRun base, double factor) throws IOException {
    StoredRun candidate = changed(2, 10, 8.6 * factor, CORRECT, BYTES);
    Comparison comparison = gate.compare(base, candidate);
    assertThat(comparison.noise()).isNotNull();
    return verdict(comparison, "distilbert", Catalogue.LATENCY);
  }

  @Test
  void runsInTurnAreComparedAsPairsAre() throws IOException {
    StoredRun first = reference(1, 5);
    StoredRun second = changed(2, 5, 8.6 * 1.2, CORRECT - 100, BYTES);
    StoredRun third = changed(3, 5, 8.6, CORRECT, BYTES);

    assertThat(new Gate(Policy.DEFAULT).changesInTurn(List.of(first, second, third)))
        .containsExactly(changes(first, second), changes(second, third));
    assertThat(new Gate(Policy.DEFAULT).changesInTurn(List.of(first))).isEmpty();
  }

  @Test
  void aSlowDriftOverManyRunsIsFoundThoughNoStepIs() throws IOException {
    List<StoredRun> runs = new ArrayList<>();
    List<StoredRun> steady = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      runs.add(changed(10 + i, 10, 8.6 * (1 + 0.012 * i), CORRECT, BYTES));
      steady.add(changed(30 + i, 10, 8.6, CORRECT, BYTES));
    }
    Gate gate = new Gate(Policy.DEFAULT);
    List<RunChanges> changes = gate.changesInTurn(runs);

    assertThat(changes).allSatisfy(change -> assertThat(change.findings()).isEmpty());
    assertThat(gate.drifts(runs, changes))
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.variant()).isEqualTo("distilbert");
              assertThat(drift.metric()).isEqualTo(Catalogue.LATENCY);
              assertThat(drift.verdict()).isEqualTo(Verdict.REGRESSED);
              assertThat(drift.change()).isBetween(1.06, 1.11);
              assertThat(drift.sentence()).contains("over the 10 runs since", "p < 0.0001");
            });
    assertThat(gate.drifts(steady, gate.changesInTurn(steady))).isEmpty();
  }

  @Test
  void aStepThatNoTwoNeighboursShowIsFoundOverMany() throws IOException {
    List<StoredRun> runs = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      // Two forks a run: whatever they show, no two runs tell.
      runs.add(changed(70 + i, 2, i < 5 ? 8.6 : 9.8, CORRECT, BYTES));
    }
    Gate gate = new Gate(Policy.DEFAULT);
    List<RunChanges> changes = gate.changesInTurn(runs);

    assertThat(changes).allSatisfy(change -> assertThat(change.findings()).isEmpty());
    assertThat(gate.drifts(runs, changes))
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.run()).isEqualTo(5);
              assertThat(drift.variant()).isEqualTo("distilbert");
              assertThat(drift.change()).isBetween(1.12, 1.16);
              assertThat(drift.sentence()).contains("the 5 runs before it and the 4 since");
            });
  }

  @Test
  void aStepIsNoDrift() throws IOException {
    List<StoredRun> runs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      runs.add(changed(50 + i, 10, i < 5 ? 8.6 : 10.3, CORRECT, BYTES));
    }
    Gate gate = new Gate(Policy.DEFAULT);
    List<RunChanges> changes = gate.changesInTurn(runs);

    assertThat(changes.get(4).findings()).hasSize(1);
    assertThat(gate.drifts(runs, changes)).isEmpty();
  }

  private static RunChanges changes(StoredRun base, StoredRun candidate) throws IOException {
    Comparison comparison = compare(base, candidate);
    return new RunChanges(
        comparison.differences(),
        comparison.verdicts().stream().map(VariantVerdict::variant).toList(),
        comparison.findings().stream().filter(finding -> finding.verdict().isChange()).toList());
  }

  @Test
  void answersAreReadWhenTheyAreAskedForAndOnce() throws IOException {
    StoredRun run = reference(1, 2);
    VariantResult bert = run.document().variant("bert-baseline").orElseThrow();
    RunAnswers answers = new RunAnswers(run);
    Path file = run.folder().resolve(bert.predictions().path());

    Optional<List<Prediction>> first = answers.of(bert);
    Files.delete(file);

    assertThat(first.orElseThrow()).hasSize(bert.accuracy().queries());
    assertThat(answers.of(bert)).isSameAs(first);
    assertThat(new RunAnswers(run).of(bert)).isEmpty();
  }

  @Test
  void theNoiseOfAnotherMachineIsNotUsed() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun elsewhere =
        edited(base, run -> ((ObjectNode) run.get("environment")).put("physicalCores", 64));
    NoiseFloor noise =
        new NoiseFloor(elsewhere.document().environment(), 10, Map.of("distilbert", 0.12));

    Comparison comparison =
        new Gate(Policy.DEFAULT, noise, List.of(), QueryTexts.NONE).compare(base, base);

    assertThat(comparison.noise()).isNull();
    assertThat(comparison.notes()).anyMatch(note -> note.contains("another machine"));
  }

  @Test
  void tooFewForksAreInconclusiveAndSayHowManyWouldDo() throws IOException {
    Comparison comparison = compare(reference(1, 2), changed(2, 2, 8.6 * 1.2, CORRECT, BYTES));

    Finding latency = comparison.finding("distilbert", Catalogue.LATENCY).orElseThrow();
    assertThat(latency.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(latency.forksToDecide()).isGreaterThan(2);
    assertThat(latency.sentence()).contains("forks a side would decide");
    assertThat(comparison.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(comparison.exitCode()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "5, 1", "1, 20"})
  void oneForkDecidesNothingAndSaysHowManyCould(int forks, int others) throws IOException {
    // As fast by its own noise; nobody knows whether that is chance.
    Comparison comparison = compare(reference(1, forks), reference(2, others));
    Finding latency = comparison.finding("distilbert", Catalogue.LATENCY).orElseThrow();

    assertThat(latency.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(latency.interval()).isNull();
    assertThat(latency.decidable()).isFalse();
    assertThat(latency.forksToDecide()).isEqualTo(5);
    assertThat(latency.sentence()).endsWith("give 5 or more a side");
    assertThat(comparison.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(comparison.exitCode()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "2, 5", "5, 2", "3, 4"})
  void soFewForksThatNoneCouldEverBeSlowerAreNoPass(int forks, int others) throws IOException {
    StoredRun base = reference(1, forks);
    StoredRun slower = changed(2, others, 8.6 * 1.04, CORRECT, BYTES);

    Comparison comparison = compare(base, slower);

    Finding latency = comparison.finding("distilbert", Catalogue.LATENCY).orElseThrow();
    assertThat(latency.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    // Beyond the relevant change it would be no pass anyhow.
    assertThat(latency.change()).isBetween(1.0, 1.05);
    assertThat(latency.decidable()).isFalse();
    assertThat(latency.forksToDecide()).isGreaterThanOrEqualTo(5);
    assertThat(latency.sentence()).contains(latency.forksToDecide() + " forks a side");
    assertThat(comparison.exitCode()).isEqualTo(4);
    Finding back = compare(slower, base).finding("distilbert", Catalogue.LATENCY).orElseThrow();
    assertThat(back.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(back.forksToDecide()).isEqualTo(latency.forksToDecide());
  }

  @Test
  void theForksThatAreNeededAreThoseOfThePolicysConfidence() throws IOException {
    Finding latency =
        new Gate(PolicyTest.with("confidence", 0.9994))
            .compare(reference(1, 1), reference(2, 1))
            .finding("distilbert", Catalogue.LATENCY)
            .orElseThrow();

    assertThat(latency.forksToDecide()).isEqualTo(7);
    assertThat(latency.sentence()).contains("give 7 or more");
  }

  @Test
  void whatOnlyOneRunMeasuredBesidesIsNoObstacle() throws IOException {
    StoredRun published = StoredRun.read(Path.of("results", "reference"));
    StoredRun staged = run(RunFixture.ofReferenceVariants().withForks(5).withStages());
    assertThat(published.document().limits()).isNotNull();
    assertThat(staged.document().variants().get(0).stages()).isNotNull();

    for (StoredRun more : List.of(published, staged)) {
      StoredRun less =
          edited(
              more,
              run -> {
                run.putNull("limits");
                for (JsonNode variant : run.path("variants")) {
                  List.of("stages", "bound", "peers", "graph")
                      .forEach(((ObjectNode) variant)::putNull);
                }
              });
      assertThat(less.document()).isNotEqualTo(more.document());
      for (Comparison comparison : List.of(compare(more, less), compare(less, more))) {
        assertThat(comparison.findings())
            .extracting(Finding::verdict)
            .doesNotContain(Verdict.NOT_COMPARABLE, Verdict.REGRESSED, Verdict.IMPROVED);
        assertThat(comparison.exitCode()).isZero();
      }
    }
  }

  @Test
  void theExitCodeOfWhatIsInconclusiveIsThePolicys() throws IOException {
    StoredRun base = reference(1, 1);
    StoredRun same = reference(1, 1);
    StoredRun slower = changed(1, 1, 8.6 * 1.2, CORRECT, BYTES);

    // The very same times cannot be worse.
    assertThat(exitCode("estimate", base, same)).isZero();
    assertThat(exitCode("fail", base, same)).isEqualTo(4);
    assertThat(exitCode("estimate", base, slower)).isEqualTo(4);
    assertThat(exitCode("pass", base, slower)).isZero();
    assertThat(compare(base, same).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void growthBeyondTheToleranceRegressesToTheByte() throws IOException {
    StoredRun base = reference(1, 3);

    assertThat(sizeVerdict(base, BYTES + BYTES / 200)).isEqualTo(Verdict.NO_CLEAR_CHANGE);
    assertThat(sizeVerdict(base, BYTES + BYTES / 200 + 1)).isEqualTo(Verdict.REGRESSED);
    assertThat(sizeVerdict(base, BYTES - BYTES / 100)).isEqualTo(Verdict.IMPROVED);
  }

  @Test
  void lostAnswersAreListedByIndexLabelAndIntent() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun candidate = changed(1, 3, 8.6, CORRECT - 20, BYTES);

    Finding accuracy =
        new Gate(Policy.DEFAULT, null, List.of(), (dataset, index) -> "text of " + index)
            .compare(base, candidate)
            .finding("distilbert", Catalogue.ACCURACY)
            .orElseThrow();

    assertThat(accuracy.verdict()).isEqualTo(Verdict.REGRESSED);
    Flips flips = accuracy.flips();
    assertThat(flips.lost()).hasSize(20);
    assertThat(flips.lost().get(0))
        .isEqualTo(
            new Flips.Flip(CORRECT - 20, "balance", "balance", "oos", "text of " + (CORRECT - 20)));
    assertThat(flips.perIntent()).containsExactly(new Flips.IntentFlips("balance", 20, 0, 0));
    assertThat(flips.lost().size() + flips.gained().size() + flips.otherwiseWrong()).isEqualTo(20);
  }

  @Test
  void aDropIsNoFindingWithinTheToleranceAndInconclusiveWithoutSignificance() throws IOException {
    StoredRun base = reference(1, 3);

    // 11 answers of 5,500 are 0.2 points.
    assertThat(accuracyVerdict(base, CORRECT - 11)).isEqualTo(Verdict.NO_CLEAR_CHANGE);
    assertThat(accuracyVerdict(base, CORRECT - 12)).isEqualTo(Verdict.REGRESSED);
    assertThat(accuracyVerdict(base, CORRECT + 12)).isEqualTo(Verdict.IMPROVED);
    Policy sure = PolicyTest.with("accuracyConfidence", 0.999_999);
    assertThat(
            verdict(
                new Gate(sure).compare(base, changed(1, 3, 8.6, CORRECT - 12, BYTES)),
                "distilbert",
                Catalogue.ACCURACY))
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aVariantThatIsMissingOnEitherSideIsNotComparable() throws IOException {
    StoredRun both = reference(1, 3);
    StoredRun one = run(RunFixture.of(RunFixture.BERT).withForks(3));

    for (Comparison comparison : List.of(compare(both, one), compare(one, both))) {
      assertThat(comparison.outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
      assertThat(comparison.exitCode()).isEqualTo(4);
      for (Metric metric : List.of(Catalogue.LATENCY, Catalogue.ACCURACY, Catalogue.SIZE)) {
        Finding finding = comparison.finding("distilbert", metric).orElseThrow();
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(finding.sentence()).contains("has no such variant");
      }
    }
    Gate restricted = new Gate(Policy.DEFAULT, null, List.of("bert-baseline"), QueryTexts.NONE);
    assertThat(restricted.compare(both, one).exitCode()).isZero();
    assertThatThrownBy(
            () ->
                new Gate(Policy.DEFAULT, null, List.of("typo"), QueryTexts.NONE).compare(both, one))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("typo");
  }

  @Test
  void missingPredictionsAreNotComparable() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun candidate = reference(1, 3);
    Files.delete(candidate.folder().resolve("predictions/distilbert.csv"));

    Comparison comparison = compare(base, candidate);

    assertThat(verdict(comparison, "distilbert", Catalogue.ACCURACY))
        .isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(comparison.exitCode()).isEqualTo(4);
  }

  @Test
  void predictionsThatAreNotTheRunsAreRefused() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun candidate = reference(1, 3);
    Files.writeString(
        candidate.folder().resolve("predictions/distilbert.csv"),
        "index,expected,predicted,score\n0,balance,balance,0.9\n");

    for (ThrowingCallable use :
        List.<ThrowingCallable>of(() -> compare(base, candidate), candidate::checked)) {
      assertThatThrownBy(use)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("distilbert.csv");
    }
    assertThat(base.checked()).isEqualTo(base);
  }

  @Test
  void predictionsThatGiveAnotherAccuracyAreRefused() throws IOException {
    StoredRun run =
        edited(
            reference(1, 3),
            tree -> ((ObjectNode) variant(tree, "distilbert").get("accuracy")).put("correct", 5));

    assertThatThrownBy(run::checked)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("distilbert.csv: %d of 5500 predictions are right", CORRECT);
  }

  @Test
  void sizesAndAllocationsOfNothingAreNotComparable() throws IOException {
    StoredRun base = allocating(reference(1, 3), 5_000, 5_000);
    StoredRun nothing =
        edited(
            allocating(base, 0, 0),
            tree -> ((ObjectNode) variant(tree, "distilbert").get("model")).put("sizeBytes", 0));

    for (Comparison comparison : List.of(compare(base, nothing), compare(nothing, nothing))) {
      assertThat(verdict(comparison, "distilbert", Catalogue.SIZE))
          .isEqualTo(Verdict.NOT_COMPARABLE);
      assertThat(verdict(comparison, "distilbert", Catalogue.ALLOCATION))
          .isEqualTo(Verdict.NOT_COMPARABLE);
      assertThat(comparison.exitCode()).isEqualTo(4);
    }
  }

  @Test
  void timesThatAreMissingAreNotComparable() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun empty =
        edited(
            base,
            run ->
                ((ObjectNode) variant(run, "distilbert").get("latency"))
                    .putArray("forkTimesMillis"));

    assertThat(verdict(compare(base, empty), "distilbert", Catalogue.LATENCY))
        .isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(compare(empty, base).exitCode()).isEqualTo(4);
  }

  @Test
  void allocationIsJudgedByEveryForkAndNotComparableIfOneSideLacksIt() throws IOException {
    StoredRun none = reference(1, 3);
    StoredRun small = allocating(none, 5_000, 5_010);

    assertThat(compare(none, none).finding("distilbert", Catalogue.ALLOCATION)).isEmpty();
    assertThat(compare(none, small).exitCode()).isEqualTo(4);
    assertThat(
            new Gate(PolicyTest.with("accept", List.of("allocation")))
                .compare(none, small)
                .exitCode())
        .isZero();
    assertThat(
            verdict(
                compare(small, allocating(none, 5_600, 5_610)), "distilbert", Catalogue.ALLOCATION))
        .isEqualTo(Verdict.REGRESSED);
    assertThat(
            verdict(
                compare(small, allocating(none, 5_020, 5_600)), "distilbert", Catalogue.ALLOCATION))
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  /** A baseline of before a scenario says nothing of it; a candidate may not leave one out. */
  @Test
  void aScenarioMayBeNewAndMayNotBeMissing() throws IOException {
    RunFixture fixture = RunFixture.ofReferenceVariants().withForks(6).withPace(1.0, 0.01);
    StoredRun without = run(fixture);
    StoredRun with = run(fixture.withTraffic());
    Metric traffic = Catalogue.STANDARD.metric("traffic").orElseThrow();

    assertThat(compare(without, with).finding("distilbert", traffic)).isEmpty();
    assertThat(compare(without, with).exitCode()).isEqualTo(compare(without, without).exitCode());
    assertThat(verdict(compare(with, without), "distilbert", traffic))
        .isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(compare(with, without).exitCode()).isEqualTo(4);
    assertThat(
            new Gate(PolicyTest.with("accept", List.of("scenarios")))
                .compare(with, without)
                .exitCode())
        .isZero();
  }

  @Test
  void theDocumentIsReadBackAsItWasWritten() throws IOException {
    Comparison comparison =
        compare(reference(1, 3), changed(2, 4, 9, CORRECT - 30, BYTES + 5_000_000));

    Json.write(folder.resolve("comparison.json"), comparison);

    assertThat(Json.read(folder.resolve("comparison.json"), Comparison.class, ""))
        .isEqualTo(comparison);
  }

  @Test
  void whatWholeIterationsAllocatedInFormerVersionsIsNotCompared() throws IOException {
    StoredRun former = allocating(reference(1, 3), "allocation", 7_400, 7_400);

    assertThat(compare(former, former).finding("distilbert", Catalogue.ALLOCATION)).isEmpty();
  }

  @Test
  void timesBehindOtherUntimedCallsAreNotComparable() throws IOException {
    StoredRun now = reference(1, 3);
    StoredRun former = edited(now, run -> ((ObjectNode) run.get("protocol")).remove("settling"));

    assertThat(verdict(compare(former, now), "distilbert", Catalogue.LATENCY))
        .isEqualTo(Verdict.NOT_COMPARABLE);
  }

  private static StoredRun allocating(StoredRun run, double first, double second)
      throws IOException {
    return allocating(run, "callAllocation", first, second);
  }

  private static StoredRun allocating(StoredRun run, String key, double first, double second)
      throws IOException {
    return edited(
        run,
        tree -> {
          for (String id : List.of("bert-baseline", "distilbert")) {
            ObjectNode allocation = variant(tree, id).putObject(key);
            allocation.put("bytesPerCall", (first + second) / 2);
            ArrayNode forks = allocation.putArray("forkBytesPerCall");
            forks.add(first).add(second);
          }
        });
  }

  private static int exitCode(String inconclusive, StoredRun base, StoredRun candidate)
      throws IOException {
    return new Gate(PolicyTest.with("inconclusive", inconclusive))
        .compare(base, candidate)
        .exitCode();
  }

  private Verdict sizeVerdict(StoredRun base, long bytes) throws IOException {
    return verdict(compare(base, changed(1, 3, 8.6, CORRECT, bytes)), "distilbert", Catalogue.SIZE);
  }

  private Verdict accuracyVerdict(StoredRun base, int correct) throws IOException {
    Comparison comparison = compare(base, changed(1, 3, 8.6, correct, BYTES));
    return verdict(comparison, "distilbert", Catalogue.ACCURACY);
  }
}
