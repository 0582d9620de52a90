package io.github.bertmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.InputException;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportsTest {
  @TempDir Path folder;

  @Test
  void everyFormatTogetherHasItsOwnFiles() throws IOException {
    StoredRun run = StoredRuns.write(folder.resolve("run"));
    List<ExportFormat> all = List.of(ExportFormat.values());
    List<ExportFile> files =
        Exports.of(all, List.of(run, StoredRuns.later(run, 1)), Catalogue.STANDARD);
    assertThat(files).extracting(ExportFile::name).doesNotHaveDuplicates().hasSizeGreaterThan(7);
    List<Path> paths = Exports.write(files, folder.resolve("out/put"));
    assertThat(paths).hasSameSizeAs(files).allSatisfy(path -> assertThat(path).isNotEmptyFile());
  }

  @Test
  void filesAppearTogetherOrNotAtAll() throws IOException {
    StoredRun run = StoredRuns.write(folder.resolve("run"));
    Path target = folder.resolve("target");
    // The second file of two cannot be written.
    Files.createDirectories(target.resolve("github-action-benchmark-bigger.json/in-the-way"));
    List<ExportFile> files = StoredRuns.export(ExportFormat.GITHUB_ACTION_BENCHMARK, run);
    assertThatThrownBy(() -> Exports.write(files, target)).isInstanceOf(FileSystemException.class);
    try (Stream<Path> left = Files.list(target)) {
      assertThat(left).containsExactly(target.resolve("github-action-benchmark-bigger.json"));
    }
  }

  @Test
  void aRunNamedTwiceIsRefused() throws IOException {
    StoredRun run = StoredRuns.write(folder.resolve("run"));
    assertThatThrownBy(() -> StoredRuns.export(ExportFormat.CSV, run, run))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("name each run once");
  }

  @Test
  void namesOfFilesAreSafeAndDifferWhateverTheyAreMadeOf() {
    assertThat(FileNames.distinct(List.of("a", "A", "../../etc/x", "..", "", "a:b", "a?b", "ü")))
        .containsExactly("a", "A-2", "__.._etc_x", "_", "_-2", "a_b", "a_b-2", "_-3");
    assertThat(FileNames.distinct(List.of("x".repeat(500))).get(0)).hasSize(80);
  }

  @ParameterizedTest
  @EnumSource
  void aQuickLookIsNamedOrRefused(ExportFormat format, @TempDir Path quick) throws IOException {
    StoredRun run =
        StoredRuns.changed(
            StoredRuns.write(quick),
            json -> {
              json.putObject("quick").put("queries", 500).put("seed", 150);
              ((ObjectNode) json.get("dataset")).put("name", "CLINC150 plus (quick look)");
            });
    switch (format) {
      case GITHUB_ACTION_BENCHMARK, BENCHER, OTAVA ->
          assertThatThrownBy(() -> Exports.of(List.of(format), List.of(run), Catalogue.STANDARD))
              .isInstanceOf(InputException.class)
              .hasMessageContaining("is a quick look");
      case JMH_VISUALIZER ->
          assertThat(Exports.of(List.of(format), List.of(run), Catalogue.STANDARD)).hasSize(1);
      case MARKDOWN, CSV, OPENMETRICS ->
          assertThat(
                  Exports.of(List.of(format), List.of(run), Catalogue.STANDARD)
                      .get(0)
                      .text()
                      .toLowerCase(Locale.ROOT))
              .contains("quick look");
    }
  }
}
