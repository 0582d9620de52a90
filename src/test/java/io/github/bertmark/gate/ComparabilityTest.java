package io.github.bertmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.Json;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Difference;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Factor;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not be compared, and what is offered in its place. */
class ComparabilityTest extends StoredRuns {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "environment; cpuModel; \"Another CPU\"; CPU",
        "environment; cpuFeatures; [\"avx512_vnni\"]; avx512_vnni",
        "environment; physicalCores; 64; physical cores 4 -> 64",
        "environment; availableProcessors; 1; processors of the JVM 8 -> 1",
        "environment; cgroupCpus; 1.5; limit on processors none -> 1.5",
        "environment; cgroupMemoryBytes; 1000; limit on memory none -> 1000",
        "protocol; intraOpThreads; 1; threads in operators 2 -> 1",
        "protocol; interOpThreads; 2; threads across operators 1 -> 2",
        "protocol; callers; 4; callers 1 -> 4",
        "protocol; warmupIterations; 0; warm-up calls 10 -> 0",
        "protocol; measurementIterations; 5; timed calls 100 -> 5",
        "protocol; mode; \"avgt\"; mode ss -> avgt",
        "protocol; query; \"Another\"; query What is the pin number for my account? -> Another",
        "protocol; onnxRuntimeVersion; \"1.20.0\"; ONNX Runtime 1.28.0 -> 1.20.0",
        "jvm; version; \"21\"; version of the JVM 17.0.15+6 -> 21",
        "jvm; name; \"Other VM\"; JVM OpenJDK 64-Bit Server VM -> Other VM",
        "jvm; arguments; [\"-Xint\"]; JVM flags"
      })
  void whatChangesTimesMakesThemIncomparableAndIsNamed(
      String part, String key, String value, String named) throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun candidate = with(base, part, key, value);

    for (Comparison comparison : List.of(compare(base, candidate), compare(candidate, base))) {
      assertThat(verdict(comparison, "distilbert", Catalogue.LATENCY))
          .isEqualTo(Verdict.NOT_COMPARABLE);
      assertThat(comparison.exitCode()).isEqualTo(4);
      assertThat(verdict(comparison, "distilbert", Catalogue.SIZE))
          .isEqualTo(Verdict.NO_CLEAR_CHANGE);
      assertThat(verdict(comparison, "distilbert", Catalogue.ACCURACY))
          .isEqualTo(Verdict.NO_CLEAR_CHANGE);
    }
    assertThat(
            compare(base, candidate)
                .finding("distilbert", Catalogue.LATENCY)
                .orElseThrow()
                .sentence())
        .contains(named);
  }

  @Test
  void processorsOfOneNameMayBeOfTwoGenerations() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun younger =
        edited(
            base, run -> ((ObjectNode) run.get("environment").get("processor")).put("model", "24"));
    StoredRun patched =
        edited(
            base,
            run -> ((ObjectNode) run.get("environment").get("processor")).put("microcode", "0xb"));
    StoredRun former =
        edited(base, run -> ((ObjectNode) run.get("environment")).remove("processor"));

    assertThat(verdict(compare(base, younger), "distilbert", Catalogue.LATENCY))
        .isEqualTo(Verdict.NOT_COMPARABLE);
    for (StoredRun other : List.of(patched, former)) {
      assertThat(verdict(compare(base, other), "distilbert", Catalogue.LATENCY))
          .isEqualTo(Verdict.NO_CLEAR_CHANGE);
    }
    assertThat(compare(base, patched).differences())
        .extracting(Difference::name)
        .containsExactly("its microcode");
  }

  @Test
  void whatTheRunsMayDifferInIsNamedAtMost() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun candidate = with(base, "protocol", "forks", "7");
    candidate = with(candidate, "environment", "kernel", "\"6.9\"");
    candidate =
        edited(
            candidate,
            run ->
                ((ObjectNode) variant(run, "distilbert").get("model"))
                    .put("sha256", "ab".repeat(32)));

    Comparison comparison = compare(base, candidate);

    assertThat(comparison.differences())
        .extracting(Difference::name)
        .containsExactly("kernel", "forks", "model");
    assertThat(comparison.exitCode()).isZero();
  }

  @Test
  void flagsThatSayWhereFilesLieDoNotCount() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun here =
        with(base, "jvm", "arguments", flags("/here/models", "/here/run/forks", "-Xmx1g"));
    StoredRun there =
        with(base, "jvm", "arguments", flags("/there/models", "/there/run/forks", "-Xmx1g"));
    StoredRun other =
        with(base, "jvm", "arguments", flags("/here/models", "/here/run/forks", "-Xmx2g"));

    assertThat(compare(here, there).differences()).isEmpty();
    assertThat(compare(here, other).differences())
        .extracting(Difference::text)
        .containsExactly("JVM flags [-Xmx1g] -> [-Xmx2g]");
  }

  @Test
  void whatIsUnderTestIsComparedAllTheSame() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun candidate = with(base, "protocol", "onnxRuntimeVersion", "\"1.20.0\"");

    Comparison comparison =
        new Gate(Policy.DEFAULT.testing(List.of(Factor.ONNX_RUNTIME))).compare(base, candidate);

    assertThat(comparison.differences()).hasSize(1);
    assertThat(verdict(comparison, "distilbert", Catalogue.LATENCY))
        .isNotEqualTo(Verdict.NOT_COMPARABLE);
  }

  @Test
  void accuraciesOfAnotherDataSetAreNotComparable() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun sample = run(RunFixture.ofReferenceVariants().withForks(3).onBuiltInSample());

    Comparison comparison = compare(base, sample);

    assertThat(verdict(comparison, "distilbert", Catalogue.ACCURACY))
        .isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(comparison.exitCode()).isEqualTo(4);
    assertThat(verdict(comparison, "distilbert", Catalogue.LATENCY))
        .isNotEqualTo(Verdict.NOT_COMPARABLE);
  }

  @Test
  void onAnotherMachineTheRatioToTheRulerIsOffered() throws IOException {
    StoredRun base = reference(1, 10);
    StoredRun same = elsewhere(reference(2, 10));
    StoredRun slower = elsewhere(changed(2, 10, 8.6 * 1.3, 4_841, 268_321_000));

    Comparison offered = compare(base, same);
    assertThat(offered.ruler()).isEqualTo("bert-baseline");
    assertThat(verdict(offered, "distilbert", Catalogue.LATENCY)).isEqualTo(Verdict.NOT_COMPARABLE);
    Finding proportion = offered.finding("distilbert", Catalogue.RULER).orElseThrow();
    assertThat(proportion.verdict()).isEqualTo(Verdict.NO_CLEAR_CHANGE);
    assertThat(proportion.base()).isBetween(0.49, 0.52);
    assertThat(proportion.threshold()).isEqualTo(Policy.DEFAULT.rulerThreshold());
    assertThat(offered.finding("bert-baseline", Catalogue.RULER)).isEmpty();
    assertThat(offered.exitCode()).isEqualTo(4);

    for (String basis : List.of("absolute-else-ruler", "ruler")) {
      Gate gate = new Gate(PolicyTest.with("latencyBasis", basis));
      assertThat(gate.compare(base, same).exitCode()).as(basis).isZero();
      assertThat(gate.compare(base, same).notes()).anyMatch(note -> note.contains("ruler"));
      assertThat(gate.compare(base, slower).exitCode()).as(basis).isEqualTo(3);
    }
    assertThat(compare(base, slower).exitCode()).isEqualTo(3);
  }

  @Test
  void theRulerToldByTooFewForksIsInconclusiveAndSaysHowManyWouldDo() throws IOException {
    Gate gate = new Gate(PolicyTest.with("latencyBasis", "ruler"));
    StoredRun base = reference(1, 2);

    Comparison single = gate.compare(reference(1, 1), reference(2, 2));
    Finding ofOne = single.finding("distilbert", Catalogue.RULER).orElseThrow();
    Finding ofTwo =
        gate.compare(base, changed(2, 2, 8.6 * 1.16, 4_841, 268_321_000))
            .finding("distilbert", Catalogue.RULER)
            .orElseThrow();

    assertThat(ofOne.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(ofOne.sentence()).endsWith("give 2 or more a side");
    assertThat(ofOne.forksToDecide()).isEqualTo(2);
    assertThat(single.exitCode()).isEqualTo(4);
    assertThat(ofTwo.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(ofTwo.forksToDecide()).isGreaterThan(2);
    assertThat(ofTwo.sentence())
        .contains("about " + ofTwo.forksToDecide() + " forks a side would decide, ");
  }

  @Test
  void aRulerWithoutTimesIsNotComparable() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun empty =
        edited(
            base,
            run ->
                ((ObjectNode) variant(run, "bert-baseline").get("latency"))
                    .putArray("forkTimesMillis"));
    Gate gate = new Gate(PolicyTest.with("latencyBasis", "ruler"));

    for (Comparison comparison : List.of(gate.compare(base, empty), gate.compare(empty, base))) {
      assertThat(verdict(comparison, "distilbert", Catalogue.RULER))
          .isEqualTo(Verdict.NOT_COMPARABLE);
      assertThat(comparison.exitCode()).isEqualTo(4);
    }
  }

  @Test
  void aRulerThatIsNotThereLetsNothingPass() throws IOException {
    StoredRun base = reference(1, 3);
    StoredRun alone = run(RunFixture.of(RunFixture.BERT).withForks(3));

    Gate named = new Gate(rulerNamed("typo"));
    assertThat(named.compare(base, base).exitCode()).isEqualTo(4);
    Gate byRuler = new Gate(PolicyTest.with("latencyBasis", "ruler"));
    assertThat(byRuler.compare(alone, alone).exitCode()).isEqualTo(4);
  }

  @Test
  void quantisedAccuracyIsNotComparedAcrossInstructionSets() throws IOException {
    StoredRun base = quantised(reference(1, 3));
    StoredRun other = with(base, "environment", "cpuFeatures", "[\"avx512_vnni\"]");

    assertThat(verdict(compare(base, base), "distilbert", Catalogue.ACCURACY))
        .isEqualTo(Verdict.NO_CLEAR_CHANGE);
    Comparison comparison = compare(base, other);
    assertThat(verdict(comparison, "distilbert", Catalogue.ACCURACY))
        .isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(verdict(comparison, "bert-baseline", Catalogue.ACCURACY))
        .isEqualTo(Verdict.NO_CLEAR_CHANGE);
    Policy accepting =
        policy(Map.of("latencyBasis", "ruler", "accept", List.of("quantised-across-isa")));
    assertThat(new Gate(accepting).compare(base, other).exitCode()).isZero();
  }

  private static Policy rulerNamed(String ruler) throws IOException {
    return policy(Map.of("latencyBasis", "ruler", "ruler", ruler));
  }

  private static Policy policy(Map<String, Object> keys) throws IOException {
    Path file = Files.createTempFile("policy", ".json");
    Json.write(file, keys);
    return Policy.read(file);
  }

  private static StoredRun quantised(StoredRun run) throws IOException {
    return edited(run, tree -> variant(tree, "distilbert").put("parent", "bert-baseline"));
  }

  private static StoredRun elsewhere(StoredRun run) throws IOException {
    return with(run, "environment", "cpuModel", "\"Another CPU\"");
  }

  private static String flags(String models, String forks, String heap) {
    return "[\"-Dbertmark.models=%s\", \"-Dbertmark.forkRecords=%s\", \"%s\"]"
        .formatted(models, forks, heap);
  }

  private static StoredRun with(StoredRun run, String part, String key, String json)
      throws IOException {
    JsonNode value = Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class, key, "");
    return edited(run, tree -> ((ObjectNode) tree.get(part)).set(key, value));
  }
}
