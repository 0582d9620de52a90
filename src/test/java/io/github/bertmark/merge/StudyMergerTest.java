package io.github.bertmark.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bertmark.InputException;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.raw.ForkRecord;
import io.github.bertmark.raw.JmhFile;
import io.github.bertmark.raw.JmhFile.Setup;
import io.github.bertmark.raw.Provenance;
import io.github.bertmark.raw.Provenance.RequestedVariant;
import io.github.bertmark.raw.StudyFiles;
import io.github.bertmark.run.SessionReport;
import io.github.bertmark.run.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyMergerTest {
  private static final int FORKS = 6;
  private static final List<String> SETTINGS = List.of("threads=2", "threads=1");
  private static final Environment MACHINE =
      new Environment(
          "CPU",
          "Zen",
          "amd64",
          List.of("avx2"),
          2,
          2,
          2,
          null,
          1L << 33,
          null,
          null,
          "Linux",
          "6.1");

  @TempDir Path folder;
  private StudyFiles files;
  private Provenance provenance;

  @BeforeEach
  void measure() throws IOException {
    files = new StudyFiles(folder);
    provenance =
        new Provenance(
            "first",
            Instant.EPOCH,
            "1",
            null,
            "bertmark study",
            List.of(
                new RequestedVariant("a", "A", null, null),
                new RequestedVariant("b", "B", "a", null)),
            null,
            null,
            null,
            MACHINE);
    for (int setting = 1; setting <= SETTINGS.size(); setting++) {
      Files.createDirectories(files.forks(setting));
      for (int fork = 1; fork <= FORKS; fork++) {
        // The second setting takes 1.5 times as long; half of b's forks are 1.35 times slower.
        double mode = fork % 2 == 0 ? 1.35 : 1;
        double factor = setting == 1 ? 1 : 1.5;
        long seed = 10L * setting + fork;
        Setup once = Setup.singleShot(Merger.CLASSIFY, 1, 50);
        new JmhFile()
            .add(once, "a", 8 * factor, seed)
            .add(once, "b", 4 * factor * mode, 100 + seed)
            .write(files.jmh(setting, fork));
        record("a", setting, fork, 3 - setting);
        record("b", setting, fork, 3 - setting);
      }
    }
  }

  private void record(String variant, int setting, int fork, int threads) throws IOException {
    SessionReport session = new SessionReport(threads, 1, "all", true, true, false, true, Map.of());
    new ForkRecord(
            variant,
            Merger.CLASSIFY,
            fork,
            "ab".repeat(32),
            "1.28.0",
            threads,
            1,
            session,
            "query",
            Map.of("x", 60L),
            null,
            null,
            null)
        .write(files.forks(setting));
  }

  private Study merge() throws IOException {
    return StudyMerger.merge(files, provenance, SETTINGS, FORKS);
  }

  @Test
  void rowsAreVariantsBySettings() throws IOException {
    Study study = merge();
    assertThat(study.rows())
        .extracting(row -> row.variant() + " " + row.setting())
        .containsExactly("a threads=2", "a threads=1", "b threads=2", "b threads=1");
    assertThat(study.rows())
        .allSatisfy(row -> assertThat(row.latency().calls()).isEqualTo(FORKS * 50));
    assertThat(study.rows().get(1).session().intraOpThreads()).isEqualTo(1);
  }

  @Test
  void theRatioIsOverTheFirstSettingOfTheSameVariant() throws IOException {
    List<Study.Row> rows = merge().rows();
    assertThat(rows.get(0).overFirst()).isNull();
    assertThat(rows.get(2).overFirst()).isNull();
    assertThat(rows.get(1).overFirst().ratio()).isBetween(1.45, 1.55);
    assertThat(rows.get(1).overFirst().interval95().contains(1.5)).isTrue();
    assertThat(rows.get(3).overFirst().interval95().contains(1.5)).isTrue();
  }

  @Test
  void twoModesShowAsAStepBetweenForks() throws IOException {
    List<Study.Row> rows = merge().rows();
    assertThat(rows.get(0).forkMedians().largestStep()).isLessThan(1.05);
    assertThat(rows.get(2).forkMedians().largestStep()).isBetween(1.2, 1.45);
  }

  private void deleteRecord(int setting, String prefix) throws IOException {
    try (Stream<Path> records = Files.list(files.forks(setting))) {
      Files.delete(
          records
              .filter(file -> file.getFileName().toString().startsWith(prefix))
              .findFirst()
              .orElseThrow());
    }
  }

  @Test
  void aForkThatRanSomethingElseIsRefused() throws IOException {
    deleteRecord(2, "b-3-");
    record("b", 2, 3, 2);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(this::merge)
        .withMessageContaining("forks of b ran different models or settings");
  }

  @Test
  void aForkWithoutARecordIsRefused() throws IOException {
    deleteRecord(1, "a-1-");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(this::merge)
        .withMessageContaining("5 records of 6 forks of a");
  }
}
