package io.github.bertmark.ab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.gate.ComparabilityGuard;
import io.github.bertmark.host.HostProbe;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.run.Protocol;
import io.github.bertmark.statistics.change.ChangeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseStudyTest {
  private static final Protocol PROTOCOL =
      new Protocol("b", "ss", 10, 30, 40, 1, null, "q", null, 2, 1, "1.28.0", "1.37");
  private static final NoiseStudy STUDY = new NoiseStudy(ChangeRule.DEFAULT, 5, 40, 1);

  @TempDir Path folder;

  @Test
  void findsTheDeviationOfTheForks() {
    VariantNoise noise = study(0.03, 7, 0);

    assertThat(noise.forkDeviation()).isBetween(0.02, 0.04);
    assertThat(noise.driftDeviation()).isZero();
    assertThat(noise.forkMediansMillis()).hasSize(40);
    assertThat(noise.byTurns().count()).isEqualTo(40);
    assertThat(noise.oneAfterTheOther().count()).isEqualTo(31);
    assertThat(noise.byTurns().falseAlarms()).isLessThanOrEqualTo(1);
    assertThat(noise.predictedFalseAlarmRate()).isLessThanOrEqualTo(0.02);
  }

  @Test
  void aNoisierMachineSeesLessAndNeedsMoreForks() {
    VariantNoise quiet = study(0.01, 2, 0);
    VariantNoise noisy = study(0.04, 2, 0);

    assertThat(noisy.floor()).isGreaterThan(quiet.floor());
    assertThat(noisy.smallestVisibleChange()).isGreaterThan(quiet.smallestVisibleChange());
    assertThat(noisy.plan()).extracting(VariantNoise.Plan::change).containsExactly(0.02, 0.05, 0.1);
    for (VariantNoise noise : List.of(quiet, noisy)) {
      assertThat(noise.plan().get(1).forks()).isGreaterThanOrEqualTo(noise.plan().get(2).forks());
    }
    assertThat(noisy.plan().get(1).forks()).isGreaterThan(quiet.plan().get(1).forks());
  }

  @Test
  void driftShowsInRunsOneAfterTheOtherAndRaisesTheFloor() {
    VariantNoise steady = study(0.01, 3, 0);
    VariantNoise drifting = study(0.01, 3, 0.01);

    assertThat(drifting.driftDeviation()).isPositive();
    assertThat(drifting.floor()).isGreaterThan(2 * steady.floor());
    assertThat(drifting.oneAfterTheOther().largestChange())
        .isGreaterThan(drifting.byTurns().largestChange());
  }

  /** Forks that differ by factors: their floor says so, and all that is made of it holds. */
  @Test
  void aMachineMayBeNoisierThanAFactorOfTwo() throws IOException {
    VariantNoise noise = study(3, 7, 0);
    Path file = folder.resolve("noise.json");
    NoiseDocument document = document(noise);
    Json.write(file, document);

    assertThat(noise.floor()).isBetween(1.0, 10.0);
    assertThat(noise.byTurns().falseAlarms()).isLessThanOrEqualTo(1);
    assertThat(noise.smallestVisibleChange()).isGreaterThan(noise.floor());
    assertThat(Json.read(file, NoiseDocument.class, "measure it again with bertmark noise"))
        .isEqualTo(document);
    NoiseFloor floor = NoiseFloor.read(file);
    assertThat(Policy.DEFAULT.latencyRule("v", floor))
        .isEqualTo(
            new ChangeRule(
                ChangeRule.DEFAULT.statistic(),
                ChangeRule.DEFAULT.confidence(),
                noise.floor(),
                noise.floor()));
    assertThat(NoiseTable.of(document))
        .contains("noise floor            %.1f %%".formatted(100 * noise.floor()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, Double.NaN, Double.POSITIVE_INFINITY})
  void aFloorIsFiniteAndNotNegative(double floor) {
    Environment environment = HostProbe.environment();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NoiseFloor(environment, 5, Map.of("v", 0.01, "w", floor)))
        .withMessageContaining("finite");
  }

  /** Of forks that vary by 20 %, if nothing but their calls' 2 % tells the two of a pair apart. */
  @Test
  void pairsShowWhatTheirTurnsLeave() throws Exception {
    ForkTimes times =
        Interleaving.pairs(new SimulatedForks(0.2, 0, 5), 40, 1, Progress.NONE, "pairs");
    ChangeRule rule = ChangeRule.DEFAULT.ofPairs();

    PairNoise noise = PairNoise.of("v", rule, times);

    // The median of 30 calls varies by 1.25 / sqrt(30) of them; two of them by the root of two.
    assertThat(noise.deviation())
        .isCloseTo(0.02 * 1.2533 / Math.sqrt(30) * Math.sqrt(2), within(0.002));
    assertThat(noise.floor()).isCloseTo(0.6745 * noise.deviation() / Math.sqrt(40), within(1e-5));
    assertThat(noise.smallestVisibleChange()).isBetween(0.005, 0.02);
    assertThat(noise.plan().get(0).forks()).isBetween(7, 12);
    NoiseFloor floor =
        new NoiseFloor(HostProbe.environment(), 5, Map.of("v", 0.2), Map.of("v", noise.floor()));
    assertThat(Policy.DEFAULT.pairRule("v", floor)).isEqualTo(rule.withNoiseFloor(noise.floor()));
    assertThat(
            Policy.DEFAULT.pairRule(
                "v", new NoiseFloor(HostProbe.environment(), 5, Map.of("v", 0.2))))
        .isEqualTo(rule);
  }

  @Test
  void tooFewForksAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STUDY.of("v", "0", PROTOCOL, forks(0.01, 1, 0).subList(0, 9)))
        .withMessageContaining("9 forks");
  }

  @Test
  void theGateReadsTheFloorOfTheDocument() throws IOException {
    NoiseDocument document = document(study(0.02, 4, 0));
    Path file = folder.resolve("noise.json");
    Json.write(file, document);

    NoiseFloor floor = NoiseFloor.read(file);

    assertThat(Json.read(file, NoiseDocument.class, "measure it again with bertmark noise"))
        .isEqualTo(document);
    assertThat(floor.of("v")).isEqualTo(document.variants().get(0).floor());
    assertThat(ComparabilityGuard.isSameMachine(floor.environment(), HostProbe.environment()))
        .isTrue();
    assertThat(NoiseTable.of(document)).contains("v: 40 forks", "noise floor", "to see 5.0 %");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schemaVersion\": 2, \"floor\": {}} | has schema version 2, not 1",
        "{\"schemaVersion\": 1}                | is no noise measurement",
        "{\"floor\": {}}                       | is no noise measurement",
        "{\"schemaVersion\": 1, \"floor\": {}} | environment"
      })
  void theGateRefusesWhatIsNoneInOneLine(String json, String cause) throws IOException {
    Path file = Files.writeString(folder.resolve("noise.json"), json);

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> NoiseFloor.read(file))
        .withMessageContainingAll(file.toString(), cause, "bertmark noise");
  }

  @Test
  void aCutOffDocumentIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("noise.json"), "{\"schemaVersion\": 1,");

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(
            () -> Json.read(file, NoiseDocument.class, "measure it again with bertmark noise"))
        .withMessageContainingAll(file.toString(), "bertmark noise");
  }

  private static NoiseDocument document(VariantNoise noise) {
    return NoiseDocument.of(
        Instant.parse("2026-01-31T12:00:00Z"),
        "0.1.0",
        HostProbe.environment(),
        5,
        Policy.DEFAULT,
        List.of(noise),
        List.of());
  }

  private static VariantNoise study(double deviation, long seed, double drift) {
    return STUDY.of("v", "0", PROTOCOL, forks(deviation, seed, drift));
  }

  /** Forks whose level rises by so much with each. */
  private static List<List<Double>> forks(double deviation, long seed, double drift) {
    SimulatedForks simulated = new SimulatedForks(deviation, 0, seed);
    List<List<Double>> forks = new ArrayList<>();
    for (int fork = 0; fork < 40; fork++) {
      double level = 1 + drift * fork;
      forks.add(simulated.run(Side.BASE, fork).stream().map(call -> call * level).toList());
    }
    return forks;
  }
}
