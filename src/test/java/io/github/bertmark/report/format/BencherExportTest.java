package io.github.bertmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bertmark.InputException;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks against what bencher.dev/bmf.json requires, made stricter by what the names may be. */
class BencherExportTest {
  private static final String SCHEMA =
      """
      {"$schema": "http://json-schema.org/draft-07/schema#",
       "type": "object", "minProperties": 1,
       "propertyNames": {"minLength": 1, "maxLength": 1024},
       "additionalProperties": {
         "type": "object", "minProperties": 1,
         "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64},
         "additionalProperties": {
           "type": "object", "required": ["value"], "additionalProperties": false,
           "properties": {
             "value": {"type": "number"},
             "lower_value": {"type": "number"},
             "upper_value": {"type": "number"}}}}}
      """;

  @TempDir Path folder;
  private StoredRun run;

  @BeforeEach
  void write() throws IOException {
    run = StoredRuns.write(folder);
  }

  private static JsonNode only(List<ExportFile> files) throws IOException {
    assertThat(files).hasSize(1);
    JsonSchemas.assertValid(SCHEMA, files.get(0).text());
    return new ObjectMapper().readTree(files.get(0).text());
  }

  @Test
  void latenciesAreInNanosecondsAndSizesInBytes() throws IOException {
    JsonNode benchmarks = only(StoredRuns.export(ExportFormat.BENCHER, run));
    assertThat(benchmarks.properties()).hasSize(2);
    for (VariantResult variant : run.document().variants()) {
      JsonNode measures = benchmarks.get(variant.id());
      JsonNode latency = measures.get("latency");
      assertThat(latency.get("value").asDouble())
          .isEqualTo(variant.latency().meanMillis() * 1e6, within(1e-3));
      assertThat(latency.get("lower_value").asDouble()).isLessThan(latency.get("value").asDouble());
      assertThat(latency.get("upper_value").asDouble())
          .isGreaterThan(latency.get("value").asDouble());
      assertThat(measures.at("/file-size/value").asLong()).isEqualTo(variant.model().sizeBytes());
      assertThat(measures.at("/accuracy/value").asDouble())
          .isEqualTo(100 * variant.accuracy().accuracy(), within(1e-9));
      assertThat(measures.at("/accuracy/lower_value").asDouble())
          .isEqualTo(100 * variant.accuracy().wilson95().lower(), within(1e-9));
    }
  }

  @Test
  void aPercentileIsAMeasureIfTheCallsBoundIt() throws IOException {
    JsonNode few = only(StoredRuns.export(ExportFormat.BENCHER, run)).get("distilbert");
    assertThat(few.has("latency-median")).isTrue();
    assertThat(few.has("latency-p95")).isFalse();
    assertThat(few.has("latency-p99")).isFalse();

    StoredRun many = StoredRuns.writeLong(folder.resolve("many"));
    Double p99 = many.document().variants().get(1).latency().p99Millis();
    assertThat(p99).isNotNull();
    JsonNode measures = only(StoredRuns.export(ExportFormat.BENCHER, many)).get("distilbert");
    assertThat(measures.has("latency-p95")).isTrue();
    assertThat(measures.at("/latency-p99/value").asDouble()).isEqualTo(p99 * 1e6, within(1e-3));
    assertThat(measures.at("/latency-p95/lower_value").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(measures.at("/latency-p95/value").asDouble());
    assertThat(measures.at("/latency-p95/upper_value").asDouble())
        .isGreaterThanOrEqualTo(measures.at("/latency-p95/value").asDouble());
  }

  @Test
  void aFileForEachRun() throws IOException {
    List<ExportFile> files = StoredRuns.export(ExportFormat.BENCHER, run, StoredRuns.later(run, 1));
    assertThat(files)
        .extracting(ExportFile::name)
        .containsExactly("bencher-20260131T120000Z.json", "bencher-later-1.json");
    files.forEach(file -> JsonSchemas.assertValid(SCHEMA, file.text()));
  }

  @Test
  void aHostileNameIsTheBenchmarksName() throws IOException {
    JsonNode benchmarks = only(StoredRuns.export(ExportFormat.BENCHER, StoredRuns.hostile(run)));
    assertThat(benchmarks.has(StoredRuns.HOSTILE)).isTrue();
  }

  @Test
  void aNameThatBencherWouldRefuseIsRefusedHere() throws IOException {
    for (String name : List.of("", "ü".repeat(513))) {
      StoredRun unfit =
          StoredRuns.changed(run, json -> StoredRuns.variant(json, 0).put("id", name));
      assertThatThrownBy(() -> StoredRuns.export(ExportFormat.BENCHER, unfit))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("1 to 1024 bytes");
    }
  }
}
