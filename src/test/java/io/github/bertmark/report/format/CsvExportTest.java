package io.github.bertmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the rows with FastCSV, which is strict: every row must have the header's fields. */
class CsvExportTest {
  @TempDir Path folder;
  private StoredRun run;

  @BeforeEach
  void write() throws IOException {
    run = StoredRuns.write(folder);
  }

  private static List<NamedCsvRecord> rows(StoredRun... runs) throws IOException {
    List<ExportFile> files = StoredRuns.export(ExportFormat.CSV, runs);
    assertThat(files).extracting(ExportFile::name).containsExactly("bertmark.csv");
    return CsvReader.builder().ofNamedCsvRecord(files.get(0).text()).stream().toList();
  }

  @Test
  void aRowForEachVariantOfEachRunTheEarliestFirst() throws IOException {
    List<NamedCsvRecord> rows = rows(StoredRuns.later(run, 1), run);
    assertThat(rows)
        .extracting(row -> row.getField("run") + " " + row.getField("variant"))
        .containsExactly(
            "20260131T120000Z bert-baseline",
            "20260131T120000Z distilbert",
            "later-1 bert-baseline",
            "later-1 distilbert");
  }

  @Test
  void numbersAreWhole() throws IOException {
    List<NamedCsvRecord> rows = rows(run);
    for (int i = 0; i < rows.size(); i++) {
      NamedCsvRecord row = rows.get(i);
      VariantResult variant = run.document().variants().get(i);
      assertThat(Double.parseDouble(row.getField("latency_mean_ms")))
          .isEqualTo(variant.latency().meanMillis());
      assertThat(Double.parseDouble(row.getField("accuracy_ci95_upper")))
          .isEqualTo(variant.accuracy().wilson95().upper());
      assertThat(row.getField("size_bytes")).isEqualTo("" + variant.model().sizeBytes());
      assertThat(row.getField("allocated_bytes_per_call")).isEmpty();
      assertThat(row.getField("on_frontier")).isEqualTo("true");
    }
  }

  @Test
  void aPercentileThatTheCallsDoNotBoundIsEmpty() throws IOException {
    StoredRun many = StoredRuns.writeLong(folder.resolve("many"));
    for (String percentile : List.of("p90", "p95", "p99")) {
      String column = "latency_" + percentile + "_ms";
      assertThat(rows(run)).allMatch(row -> row.getField(column).isEmpty());
      assertThat(rows(many)).noneMatch(row -> row.getField(column).isEmpty());
    }
    assertThat(rows(many).get(0).getField("latency_p99_ms"))
        .isEqualTo("" + many.document().variants().get(0).latency().p99Millis());
  }

  @Test
  void whatASingleForkCannotGiveIsEmpty() throws IOException {
    StoredRun single =
        StoredRuns.changed(
            run,
            json ->
                ((ObjectNode) StoredRuns.variant(json, 0).get("latency"))
                    .putNull("meanInterval95Millis"));
    assertThat(rows(single).get(0).getField("latency_mean_ci95_lower_ms")).isEmpty();
  }

  @Test
  void hostileNamesComeBackAsTheyWere() throws IOException {
    NamedCsvRecord row = rows(StoredRuns.hostile(run)).get(1);
    for (String column : List.of("run", "git_commit", "cpu", "dataset", "variant", "name")) {
      assertThat(row.getField(column)).as(column).isEqualTo(StoredRuns.HOSTILE);
    }
  }
}
