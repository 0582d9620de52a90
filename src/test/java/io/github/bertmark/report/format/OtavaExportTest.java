package io.github.bertmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.bertmark.InputException;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads configuration and series the way that otava/test_config.py and otava/importer.py do. */
class OtavaExportTest {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xx");

  @TempDir Path folder;
  private StoredRun run;

  @BeforeEach
  void write() throws IOException {
    run = StoredRuns.write(folder);
  }

  /** A test of the configuration with the rows of its file. */
  private record OtavaTest(Map<String, ?> metrics, List<NamedCsvRecord> rows) {}

  private static Map<String, OtavaTest> read(List<ExportFile> files) {
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach(file -> texts.put(file.name(), file.text()));
    Map<?, ?> configuration =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build()).loadFromString(texts.get("otava.yaml"));
    Map<String, OtavaTest> tests = new LinkedHashMap<>();
    Map<String, Object> metricNames = new LinkedHashMap<>();
    map(configuration.get("tests"))
        .forEach(
            (name, value) -> {
              Map<String, ?> test = map(value);
              assertThat(test.get("type")).isEqualTo("csv");
              List<NamedCsvRecord> rows =
                  CsvReader.builder()
                      .ofNamedCsvRecord(texts.get((String) test.get("file")))
                      .stream()
                      .toList();
              List<String> columns = new ArrayList<>(List.of((String) test.get("time_column")));
              ((List<?>) test.get("attributes")).forEach(column -> columns.add((String) column));
              assertThat(rows.get(0).getHeader()).containsAll(columns);
              Map<String, ?> metrics = map(test.get("metrics"));
              metrics.forEach(
                  (metric, settings) -> {
                    assertThat(metricNames.put(metric, settings)).as("twice: %s", metric).isNull();
                    assertThat(map(settings).get("direction")).isIn(1, -1);
                  });
              tests.put(name, new OtavaTest(metrics, rows));
            });
    assertThat(map(configuration.get("test_groups")).get("bertmark"))
        .isEqualTo(List.copyOf(tests.keySet()));
    return tests;
  }

  @SuppressWarnings("unchecked") // Of YAML whose keys are all text.
  private static Map<String, ?> map(Object value) {
    return (Map<String, ?>) value;
  }

  private static List<Double> values(OtavaTest test, String metric) {
    String column = (String) map(test.metrics().get(metric)).get("column");
    return test.rows().stream().map(row -> Double.valueOf(row.getField(column))).toList();
  }

  @Test
  void aSeriesForEachVariantInTheOrderOfTime() throws IOException {
    List<ExportFile> files =
        StoredRuns.export(
            ExportFormat.OTAVA, StoredRuns.later(run, 2), run, StoredRuns.later(run, 1));
    assertThat(files)
        .extracting(ExportFile::name)
        .containsExactly("otava.yaml", "otava-bert-baseline.csv", "otava-distilbert.csv");
    Map<String, OtavaTest> tests = read(files);
    assertThat(tests).containsOnlyKeys("bertmark.bert-baseline", "bertmark.distilbert");
    OtavaTest bert = tests.get("bertmark.bert-baseline");
    assertThat(bert.rows())
        .extracting(row -> OffsetDateTime.parse(row.getField("time"), TIME).toInstant())
        .containsExactly(
            run.document().createdAt(),
            run.document().createdAt().plusSeconds(86_400),
            run.document().createdAt().plusSeconds(172_800));
    double mean = run.document().variants().get(0).latency().meanMillis();
    assertThat(values(bert, "bert-baseline.latency_mean_ms")).containsExactly(mean, mean, mean);
    bert.metrics().keySet().forEach(metric -> assertThat(values(bert, metric)).hasSize(3));
  }

  @Test
  void lessIsBetterButForAccuracy() throws IOException {
    OtavaTest test = read(StoredRuns.export(ExportFormat.OTAVA, run)).get("bertmark.distilbert");
    test.metrics()
        .forEach(
            (metric, settings) ->
                assertThat(map(settings).get("direction"))
                    .as(metric)
                    .isEqualTo(metric.contains("accuracy") ? 1 : -1));
  }

  @Test
  void aVariantThatARunLacksLeavesNoGap() throws IOException {
    StoredRun without =
        StoredRuns.changed(
            StoredRuns.later(run, 1), json -> ((ArrayNode) json.get("variants")).remove(1));
    Map<String, OtavaTest> tests = read(StoredRuns.export(ExportFormat.OTAVA, run, without));
    assertThat(tests.get("bertmark.bert-baseline").rows()).hasSize(2);
    assertThat(tests.get("bertmark.distilbert").rows()).hasSize(1);
  }

  @Test
  void aPercentileThatAnyRunIsWithoutIsNoMetric() throws IOException {
    StoredRun many = StoredRuns.writeLong(folder.resolve("many"));
    List<String> percentiles = List.of("distilbert.latency_p95_ms", "distilbert.latency_p99_ms");
    OtavaTest whole =
        read(StoredRuns.export(ExportFormat.OTAVA, many, StoredRuns.later(many, 1)))
            .get("bertmark.distilbert");
    percentiles.forEach(metric -> assertThat(values(whole, metric)).hasSize(2));

    OtavaTest mixed =
        read(StoredRuns.export(ExportFormat.OTAVA, many, StoredRuns.later(run, 1)))
            .get("bertmark.distilbert");
    assertThat(mixed.metrics().keySet())
        .contains("distilbert.latency_median_ms")
        .doesNotContainAnyElementsOf(percentiles);
    mixed.metrics().keySet().forEach(metric -> assertThat(values(mixed, metric)).hasSize(2));
    assertThat(mixed.rows())
        .extracting(row -> row.getField("latency_p99_ms").isEmpty())
        .containsExactly(false, true);
  }

  @Test
  void hostileNamesComeBackAsTheyWere() throws IOException {
    List<ExportFile> files = StoredRuns.export(ExportFormat.OTAVA, StoredRuns.hostile(run));
    assertThat(files).allMatch(file -> file.name().matches("[A-Za-z0-9._-]+"));
    OtavaTest test = read(files).get("bertmark." + StoredRuns.HOSTILE);
    assertThat(test.rows().get(0).getField("run")).isEqualTo(StoredRuns.HOSTILE);
    assertThat(test.metrics()).containsKey(StoredRuns.HOSTILE + ".accuracy_percent");
  }

  @Test
  void runsOfAnotherMachineOrDataSetMakeNoSeries() throws IOException {
    StoredRun later = StoredRuns.later(run, 1);
    StoredRun machine =
        StoredRuns.changed(
            later, json -> ((ObjectNode) json.get("environment")).put("cpuModel", "Other"));
    StoredRun dataset =
        StoredRuns.changed(
            later, json -> ((ObjectNode) json.get("dataset")).put("sha256", "6".repeat(64)));
    assertThatThrownBy(() -> StoredRuns.export(ExportFormat.OTAVA, run, machine))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its processor is Other, not Example CPU 9000");
    assertThatThrownBy(() -> StoredRuns.export(ExportFormat.OTAVA, run, dataset))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its data set is");
  }
}
