package io.github.bertmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.InputException;
import io.github.bertmark.merge.Merger;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.scenario.traffic.TrafficScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    VisualizerExport.write(folder.jmh(), Merger.merge(folder, null), folder.path());
    return MAPPER.readTree(file(folder).toFile());
  }

  private static Path file(RunFiles folder) {
    return folder.path().resolve("jmh-visualizer-20260131T120000Z.json");
  }

  @Test
  void latenciesCarryErrorRateAndModelSize() throws IOException {
    RunFiles folder = RunFixture.ofReferenceVariants().withStages().write(temporary);
    int seen = 0;
    for (JsonNode entry : export(folder)) {
      JsonNode secondary = entry.get("secondaryMetrics");
      if (!entry.get("benchmark").asText().equals(Merger.CLASSIFY)) {
        assertThat(secondary.has("·errors")).isFalse();
        assertThat(secondary.has("·model_size")).isFalse();
        continue;
      }
      boolean bert = entry.at("/params/variant").asText().equals("bert-baseline");
      assertThat(secondary.at("/·errors/score").asDouble())
          .isEqualTo(bert ? 1e4 * 610 / 5500 : 1e4 * 659 / 5500, within(1e-9));
      assertThat(secondary.at("/·errors/scoreUnit").asText()).isEqualTo("of 10,000 queries");
      assertThat(secondary.at("/·model_size/score").asDouble())
          .isEqualTo(bert ? 418.16 : 255.89, within(0.005));
      assertThat(secondary.at("/·model_size/scoreUnit").asText()).isEqualTo("MiB");
      seen++;
    }
    assertThat(seen).isEqualTo(2);
  }

  @Test
  void aPassOverManyQueriesIsNoCall() {
    ObjectNode pass = MAPPER.createObjectNode().put("benchmark", TrafficScenario.BENCHMARK);
    pass.putObject("primaryMetric").put("score", 1741.8).put("scoreUnit", "ms/op");

    assertThat(VisualizerTimes.of(pass)).isEmpty();
  }

  @Test
  void theSiteOffersEverySecondaryMetricAndTellsTheVariantsApartByWholeNumbers()
      throws IOException {
    Map<String, Set<Long>> shown = new TreeMap<>();
    for (JsonNode entry : export(RunFixture.ofReferenceVariants().write(temporary))) {
      // RunSideBar.jsx; util.js rounds all of a chart once one is over 5.
      entry
          .get("secondaryMetrics")
          .properties()
          .forEach(
              metric ->
                  shown
                      .computeIfAbsent(metric.getKey(), key -> new HashSet<>())
                      .add(Math.round(metric.getValue().get("score").asDouble())));
    }
    assertThat(shown)
        .containsKeys("·errors", "·model_size")
        .allSatisfy(
            (metric, values) -> {
              assertThat(metric).startsWith("·");
              assertThat(values).hasSize(2);
            });
  }

  @Test
  void everyTimeIsOfACallInMicrosecondsAndOfRoundsThatOfEachCounter() throws IOException {
    RunFiles folder = RunFixture.ofReferenceVariants().withStages().write(temporary);
    byte[] before = Files.readAllBytes(folder.jmh());
    Map<String, JsonNode> shown = new HashMap<>();
    for (JsonNode entry : export(folder)) {
      String variant = entry.at("/params/variant").asText();
      shown.put(entry.get("benchmark").asText() + " " + variant, entry.get("primaryMetric"));
    }
    assertThat(Files.readAllBytes(folder.jmh())).isEqualTo(before);
    int entries = 0;
    for (JsonNode entry : MAPPER.readTree(before)) {
      String benchmark = entry.get("benchmark").asText();
      String variant = " " + entry.at("/params/variant").asText();
      JsonNode secondary = entry.get("secondaryMetrics");
      if (secondary.isEmpty()) {
        assertTimes(shown.get(benchmark + variant), entry.get("primaryMetric"), 1e3);
        entries++;
      }
      for (Map.Entry<String, JsonNode> counter : secondary.properties()) {
        String call = benchmark + "." + counter.getKey().replace("Nanos", "");
        assertTimes(shown.get(call + variant), counter.getValue(), 1e-3);
        entries++;
      }
    }
    assertThat(shown).hasSize(entries).hasSize(2 * (1 + 5));
  }

  private static void assertTimes(JsonNode shown, JsonNode jmhs, double factor) {
    assertThat(shown.get("scoreUnit").asText()).isEqualTo("us/op");
    double sum = 0;
    int times = 0;
    for (int fork = 0; fork < jmhs.get("rawData").size(); fork++) {
      JsonNode expected = jmhs.get("rawData").get(fork);
      JsonNode found = shown.get("rawData").get(fork);
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.size(); i++) {
        double micros = factor * expected.get(i).asDouble();
        assertThat(found.get(i).asDouble()).isCloseTo(micros, withinPercentage(1e-6));
        sum += micros;
        times++;
      }
    }
    assertThat(shown.get("score").asDouble()).isCloseTo(sum / times, withinPercentage(1e-6));
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
    assertThat(file(folder)).doesNotExist();
  }

  @Test
  void anotherFileThanTheMergedOneIsRefused() throws IOException {
    RunFixture fixture = RunFixture.ofReferenceVariants().quick();
    RunFiles folder = fixture.write(temporary);
    RunDocument run = Merger.merge(folder, null);
    fixture.jmh().reversed().write(folder.jmh());
    assertThatThrownBy(() -> VisualizerExport.write(folder.jmh(), run, folder.path()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not the file that run 20260131T120000Z was made of");
  }
}
