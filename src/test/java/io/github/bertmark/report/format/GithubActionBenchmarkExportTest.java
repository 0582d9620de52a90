package io.github.bertmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.statistics.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks against {@code BenchmarkResult} of the action's src/extract.ts, and ranges against the
 * expression of its src/extractRangeInfo.ts.
 */
class GithubActionBenchmarkExportTest {
  private static final String SCHEMA =
      """
      {"$schema": "http://json-schema.org/draft-07/schema#",
       "type": "array", "minItems": 1,
       "items": {
         "type": "object", "required": ["name", "unit", "value"], "additionalProperties": false,
         "properties": {
           "name": {"type": "string", "minLength": 1},
           "unit": {"type": "string", "minLength": 1},
           "value": {"type": "number"},
           "range": {"type": "string"},
           "extra": {"type": "string"}}}}
      """;
  private static final Pattern RANGE = Pattern.compile("((?:\\+-|±)\\s*)(\\d.+)");

  @TempDir Path folder;
  private StoredRun run;

  @BeforeEach
  void write() throws IOException {
    run = StoredRuns.write(folder);
  }

  private static Map<String, JsonNode> entries(ExportFile file) throws IOException {
    JsonSchemas.assertValid(SCHEMA, file.text());
    Map<String, JsonNode> entries = new HashMap<>();
    for (JsonNode entry : new ObjectMapper().readTree(file.text())) {
      assertThat(entries.put(entry.get("name").asText(), entry)).as("%s twice", entry).isNull();
    }
    return entries;
  }

  @Test
  void whatIsBetterWhenSmallerAndWhenBiggerIsApart() throws IOException {
    List<ExportFile> files = StoredRuns.export(ExportFormat.GITHUB_ACTION_BENCHMARK, run);
    assertThat(files)
        .extracting(ExportFile::name)
        .containsExactly(
            "github-action-benchmark-smaller.json", "github-action-benchmark-bigger.json");
    assertThat(entries(files.get(0)).keySet())
        .contains("distilbert: latency, mean", "distilbert: model size")
        .noneMatch(name -> name.contains("accuracy") || name.contains("recall"));
    assertThat(entries(files.get(1)).keySet())
        .containsExactlyInAnyOrder(
            "bert-baseline: accuracy",
            "bert-baseline: out-of-scope recall",
            "distilbert: accuracy",
            "distilbert: out-of-scope recall");
  }

  @Test
  void aPercentileIsThereIfTheCallsBoundIt() throws IOException {
    ExportFile few = StoredRuns.export(ExportFormat.GITHUB_ACTION_BENCHMARK, run).get(0);
    assertThat(entries(few).keySet()).noneMatch(name -> name.matches(".*latency, p9[59]"));

    StoredRun many = StoredRuns.writeLong(folder.resolve("many"));
    ExportFile file = StoredRuns.export(ExportFormat.GITHUB_ACTION_BENCHMARK, many).get(0);
    assertThat(entries(file)).containsKey("distilbert: latency, p95");
    assertThat(entries(file).get("distilbert: latency, p99").get("value").asDouble())
        .isEqualTo(many.document().variants().get(1).latency().p99Millis());
  }

  @Test
  void theActionCanReadTheRange() throws IOException {
    ExportFile smaller = StoredRuns.export(ExportFormat.GITHUB_ACTION_BENCHMARK, run).get(0);
    JsonNode entry = entries(smaller).get("bert-baseline: latency, mean");
    Latency latency = run.document().variants().get(0).latency();
    assertThat(entry.get("value").asDouble()).isEqualTo(latency.meanMillis());
    assertThat(entry.get("unit").asText()).isEqualTo("ms");
    Matcher range = RANGE.matcher(entry.get("range").asText());
    assertThat(range.matches()).isTrue();
    Interval interval = latency.meanInterval95Millis();
    assertThat(interval).isNotNull();
    assertThat(Double.parseDouble(range.group(2)))
        .isEqualTo((interval.upper() - interval.lower()) / 2, within(1e-4));
  }

  @Test
  void aPairForEachRun() throws IOException {
    List<ExportFile> files =
        StoredRuns.export(ExportFormat.GITHUB_ACTION_BENCHMARK, StoredRuns.later(run, 1), run);
    assertThat(files).extracting(ExportFile::name).doesNotHaveDuplicates().hasSize(4);
    assertThat(files.get(3).name()).isEqualTo("github-action-benchmark-bigger-later-1.json");
  }

  @Test
  void hostileNamesComeBackAsTheyWere() throws IOException {
    List<ExportFile> files =
        StoredRuns.export(ExportFormat.GITHUB_ACTION_BENCHMARK, StoredRuns.hostile(run));
    assertThat(entries(files.get(0))).containsKey(StoredRuns.HOSTILE + ": latency, mean");
    JsonNode accuracy = entries(files.get(1)).get(StoredRuns.HOSTILE + ": accuracy");
    assertThat(accuracy.get("extra").asText()).endsWith("\n" + StoredRuns.HOSTILE);
  }
}
