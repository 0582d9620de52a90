package io.github.bertmark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.comparison.LatencyBasis;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.metric.Factor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  @TempDir Path folder;

  /** The default policy but for one key, as a file has it. */
  static Policy with(String key, Object value) throws IOException {
    Path file = Files.createTempFile("policy", ".json");
    try {
      Json.write(file, Map.of(key, value));
      return Policy.read(file);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void whatIsLeftOutKeepsItsDefault() throws IOException {
    assertThat(read("{}")).isEqualTo(Policy.DEFAULT);
    assertThat(read("{\"sizeTolerance\": 0.1}").sizeTolerance()).isEqualTo(0.1);
    assertThat(read("{\"sizeTolerance\": 0.1}").latencyThreshold())
        .isEqualTo(Policy.DEFAULT.latencyThreshold());
  }

  @Test
  void aThresholdAboveTheRelevantChangeRaisesIt() throws IOException {
    assertThat(read("{\"latencyThreshold\": 0.2}").latencyRelevantChange()).isEqualTo(0.2);
  }

  @Test
  void everyKeyIsReadAsItIsWritten() throws IOException {
    Policy policy =
        read(
            """
            {"latencyThreshold": 0.02, "latencyRelevantChange": 0.08, "latencyStatistic": "mean",
             "latencyBasis": "absolute-else-ruler", "ruler": "bert-baseline",
             "rulerThreshold": 0.3, "accuracyTolerancePoints": 1, "accuracyConfidence": 0,
             "sizeTolerance": 0, "allocationThreshold": 0.1, "confidence": 0.9,
             "inconclusive": "fail", "underTest": ["onnx-runtime", "jvm"],
             "accept": ["quantised-across-isa", "allocation"]}
            """);

    Json.write(folder.resolve("written.json"), policy);

    assertThat(Policy.read(folder.resolve("written.json"))).isEqualTo(policy);
    assertThat(policy).isNotEqualTo(Policy.DEFAULT);
  }

  @Test
  void theProjectsOwnPolicyIsOne() throws IOException {
    assertThat(Policy.read(Path.of(".ci/policy.json")).latencyBasis())
        .isEqualTo(LatencyBasis.RULER);
  }

  @Test
  void whatIsChangedIsAllThatDiffers() throws IOException {
    assertThat(Policy.DEFAULT.atConfidence(0.9)).isEqualTo(read("{\"confidence\": 0.9}"));
    assertThat(Policy.DEFAULT.testing(List.of(Factor.JVM)))
        .isEqualTo(read("{\"underTest\": [\"jvm\"]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"latencyTreshold\": 0.1}     | policy.json: Unrecognized field \"latencyTreshold\" at",
        "{\"latencyThreshold\": \"5 %\"} | latencyThreshold",
        "{\"latencyThreshold\": -0.1}    | latencyThreshold",
        "{\"rulerThreshold\": 10}        | rulerThreshold",
        "{\"confidence\": 1}             | confidence",
        "{\"latencyThreshold\": 0.1, \"latencyRelevantChange\": 0.05} | latencyRelevantChange",
        "{\"inconclusive\": \"maybe\"}   | estimate",
        "{\"accept\": [\"all\"]}         | quantised-across-isa",
        "{\"inconclusive\": 2}           | estimate",
        "{\"underTest\": [0]}            | onnx-runtime",
        "{\"underTest\": [null]}         | null where a value belongs at underTest",
        "{                               | policy.json"
      })
  void whatIsNoPolicyIsRefusedInOneLine(String json, String named) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.json"), json);

    assertThatThrownBy(() -> Policy.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("policy.json")
        .hasMessageContaining(named)
        .message()
        .doesNotContain("Coercion", "Cannot ", "token", "java", "bertmark.comparison");
  }

  private Policy read(String json) throws IOException {
    return Policy.read(Files.writeString(folder.resolve("policy.json"), json));
  }
}
