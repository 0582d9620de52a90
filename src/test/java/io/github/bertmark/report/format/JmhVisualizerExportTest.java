package io.github.bertmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bertmark.InputException;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Collator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One, two and many runs, taken in as store.js and parse.js of JMH Visualizer do. */
class JmhVisualizerExportTest {
  @TempDir Path folder;

  private static StoredRun on(StoredRun run, int days) throws IOException {
    return days == 0 ? run : StoredRuns.later(run, days);
  }

  @Test
  void oneRunIsOneFile() throws IOException {
    StoredRun run = StoredRuns.write(folder);
    List<ExportFile> files = StoredRuns.export(ExportFormat.JMH_VISUALIZER, run);
    assertThat(files)
        .extracting(ExportFile::name)
        .containsExactly("jmh-visualizer-20260131T120000Z.json");
    JsonNode entries = new ObjectMapper().readTree(files.get(0).text());
    assertThat(entries)
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.at("/secondaryMetrics/·errors").isObject()).isTrue());
  }

  @Test
  void manyRunsAreFilesWhoseNamesSortByTime() throws IOException {
    StoredRun run = StoredRuns.write(folder);
    List<StoredRun> runs = new ArrayList<>();
    // Ids that would sort otherwise: later-1, later-10, later-11, later-2.
    for (int days : List.of(11, 2, 10, 0, 9, 8, 1, 7, 6, 3, 5, 4)) {
      runs.add(on(run, days));
    }
    List<ExportFile> files =
        StoredRuns.export(ExportFormat.JMH_VISUALIZER, runs.toArray(StoredRun[]::new));
    List<String> names =
        files.stream()
            .map(file -> file.name().substring(file.name().lastIndexOf('/') + 1))
            .map(name -> name.replace(".json", ""))
            .sorted(Collator.getInstance(Locale.ROOT))
            .toList();
    assertThat(names).startsWith("01-20260131T120000Z", "02-later-1", "03-later-2").hasSize(12);
    assertThat(names.get(11)).isEqualTo("12-later-11");
    assertThat(runsOfEachBenchmark(files))
        .hasSize(2)
        .allSatisfy((key, n) -> assertThat(n).isEqualTo(12));
  }

  @Test
  void twoRunsShareTheirBenchmarks() throws IOException {
    StoredRun run = StoredRuns.write(folder);
    List<ExportFile> files =
        StoredRuns.export(ExportFormat.JMH_VISUALIZER, run, StoredRuns.later(run, 1));
    assertThat(runsOfEachBenchmark(files))
        .hasSize(2)
        .allSatisfy((key, n) -> assertThat(n).isEqualTo(2));
  }

  /** The key that runs are compared by is the method with its parameters, joined by spaces. */
  private static Map<String, Integer> runsOfEachBenchmark(List<ExportFile> files)
      throws IOException {
    Map<String, Integer> runs = new LinkedHashMap<>();
    for (ExportFile file : files) {
      for (JsonNode entry : new ObjectMapper().readTree(file.text())) {
        StringBuilder key = new StringBuilder(entry.get("benchmark").asText());
        entry.get("params").properties().forEach(p -> key.append(' ').append(p));
        runs.merge(key.toString(), 1, Integer::sum);
      }
    }
    return runs;
  }

  @Test
  void aRunWithoutJmhsFileIsRefused() throws IOException {
    StoredRun run = StoredRuns.write(folder);
    Files.delete(run.files().jmh());
    assertThatThrownBy(() -> StoredRuns.export(ExportFormat.JMH_VISUALIZER, run))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("jmh.json: no such file");
  }
}
