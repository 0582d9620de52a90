package io.github.bertmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.InputException;
import io.github.bertmark.merge.Merger;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the copy against what JMH Visualizer does with a file: {@code parse.js}, {@code
 * MetricExtractor.js} and {@code BarDataSet.js} of github.com/jzillmann/jmh-visualizer.
 */
class VisualizerExportTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path temporary;

  private JsonNode export(RunFiles folder) throws IOException {
    VisualizerExport.write(folder.jmh(), Merger.merge(folder, null), folder.visualizer());
    return MAPPER.readTree(folder.visualizer().toFile());
  }

  @Test
  void latenciesCarryErrorRateAndModelSize() throws IOException {
    RunFiles folder = RunFixture.ofReferenceVariants().withStages().write(temporary);
    int seen = 0;
    for (JsonNode entry : export(folder)) {
      JsonNode secondary = entry.get("secondaryMetrics");
      if (!entry.get("benchmark").asText().equals(Merger.CLASSIFY)) {
        assertThat(secondary.has("error_rate")).isFalse();
        assertThat(secondary.has("model_size")).isFalse();
        continue;
      }
      boolean bert = entry.at("/params/variant").asText().equals("bert-baseline");
      assertThat(secondary.at("/error_rate/score").asDouble())
          .isEqualTo(bert ? 100 * 610 / 5500.0 : 100 * 659 / 5500.0, within(1e-9));
      assertThat(secondary.at("/error_rate/scoreUnit").asText()).isEqualTo("%");
      assertThat(secondary.at("/model_size/score").asDouble())
          .isEqualTo(bert ? 418.16 : 255.89, within(0.005));
      assertThat(secondary.at("/model_size/scoreUnit").asText()).isEqualTo("MiB");
      seen++;
    }
    assertThat(seen).isEqualTo(2);
  }

  @Test
  void everythingElseIsJmhsOwn() throws IOException {
    RunFiles folder = RunFixture.ofReferenceVariants().withStages().write(temporary);
    byte[] before = Files.readAllBytes(folder.jmh());
    JsonNode copy = export(folder);
    for (JsonNode entry : copy) {
      var secondary = (ObjectNode) entry.get("secondaryMetrics");
      secondary.remove("error_rate");
      secondary.remove("model_size");
    }
    assertThat(copy).isEqualTo(MAPPER.readTree(before));
    assertThat(Files.readAllBytes(folder.jmh())).isEqualTo(before);
  }

  @Test
  void theVisualizersParserCanReadIt() throws IOException {
    RunFiles folder = RunFixture.ofReferenceVariants().withStages().write(temporary);
    JsonNode copy = export(folder);
    assertThat(copy.isArray()).isTrue();
    Set<String> keys = new HashSet<>();
    for (JsonNode entry : copy) {
      // parseBenchmarkName joins method and "name=value" by spaces, later to be split again.
      StringBuilder key = new StringBuilder(entry.get("benchmark").asText());
      entry
          .path("params")
          .properties()
          .forEach(
              p -> key.append(' ').append(p.getKey()).append('=').append(p.getValue().asText()));
      String[] parts = key.toString().split(" ", -1);
      assertThat(parts).hasSize(1 + entry.path("params").size());
      for (int i = 1; i < parts.length; i++) {
        assertThat(parts[i].split("=", -1)).hasSize(2);
      }
      assertThat(keys.add(key.toString())).as("one mode per method and parameters").isTrue();
      assertMetric(entry.get("primaryMetric"));
      assertThat(entry.get("secondaryMetrics").isObject()).isTrue();
      entry.get("secondaryMetrics").forEach(VisualizerExportTest::assertMetric);
    }
  }

  private static void assertMetric(JsonNode metric) {
    assertThat(metric.get("score").isNumber()).isTrue();
    assertThat(metric.get("scoreUnit").isTextual()).isTrue();
    JsonNode error = metric.get("scoreError");
    assertThat(error.isNumber() || error.asText().equals("NaN")).isTrue();
    assertThat(metric.get("scoreConfidence")).hasSize(2);
    assertThat(metric.get("scorePercentiles").get("50.0").isNumber()).isTrue();
    assertThat(metric.get("rawData")).isNotEmpty();
    for (JsonNode fork : metric.get("rawData")) {
      assertThat(fork).isNotEmpty().allMatch(JsonNode::isNumber);
    }
  }

  @Test
  void aParameterThatTheVisualizerWouldTakeApartIsRefused() throws IOException {
    RunFixture fixture =
        RunFixture.of(new RunFixture.Variant("a=b", "A", 3, 4_000, 1_000_000)).quick();
    RunFiles folder = fixture.write(temporary);
    assertThatThrownBy(() -> export(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot read the parameter");
    assertThat(folder.visualizer()).doesNotExist();
  }

  @Test
  void anotherFileThanTheMergedOneIsRefused() throws IOException {
    RunFixture fixture = RunFixture.ofReferenceVariants().quick();
    RunFiles folder = fixture.write(temporary);
    RunDocument run = Merger.merge(folder, null);
    fixture.jmh().reversed().write(folder.jmh());
    assertThatThrownBy(() -> VisualizerExport.write(folder.jmh(), run, folder.visualizer()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not the file that run 20260131T120000Z was made of");
  }
}
