package io.github.bertmark.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.raw.JmhFile;
import io.github.bertmark.raw.JmhFile.Setup;
import io.github.bertmark.raw.JmhResults;
import io.github.bertmark.raw.SideFiles;
import io.github.bertmark.run.Allocation;
import io.github.bertmark.run.ModelReference;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.SideRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideMergerTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final String MODEL = "a".repeat(64);

  @TempDir Path folder;
  private SideFiles files;
  private SideMerger merger;

  @BeforeEach
  void runThreeForks() throws IOException {
    files = new SideFiles(folder.resolve("candidate"));
    files.create();
    Path jar = Files.writeString(folder.resolve("benchmarks.jar"), "jar");
    merger =
        new SideMerger(
            files,
            new SideMerger.Order(
                "candidate",
                jar,
                "0.1.0",
                "abc",
                "tiny",
                "Tiny",
                1_000,
                2,
                RunFixture.QUERY,
                false));
    for (int fork = 1; fork <= 3; fork++) {
      new JmhFile()
          .add(Setup.singleShot(Merger.CLASSIFY, 1, 4), "tiny", 10, fork)
          .write(files.jmh(fork));
      record(fork, MODEL, 2, RunFixture.QUERY);
    }
  }

  @Test
  void joinsTheForks() throws IOException {
    SideRun side = merger.merge(3, START, environment());

    assertThat(side.protocol().forks()).isEqualTo(3);
    assertThat(side.protocol().intraOpThreads()).isEqualTo(2);
    assertThat(side.latency().calls()).isEqualTo(12);
    assertThat(side.latency().forkTimesMillis().get(1)).isEqualTo(merger.forkTimes(2));
    assertThat(side.model()).isEqualTo(new ModelReference(1_000, MODEL));
    assertThat(side.labels()).containsOnlyKeys("balance").containsEntry("balance", 42L);
    assertThat(side.jmhSha256()).isEqualTo(Digests.sha256(files.jmh()));
    assertThat(JmhResults.read(files.jmh()).results()).hasSize(1);
    assertThat(Json.read(files.path().resolve(SideRun.FILE), SideRun.class, "")).isEqualTo(side);
  }

  @Test
  void tellsWhatACallAllocatesIfEveryForkDoes() throws IOException {
    allocates(1, 900);
    allocates(2, 880);
    assertThat(merger.merge(3, START, environment()).callAllocation()).isNull();
    allocates(3, 910);
    assertThat(merger.merge(3, START, environment()).callAllocation())
        .isEqualTo(new Allocation(900, List.of(900.0, 880.0, 910.0)));
  }

  private void allocates(int fork, int bytes) throws IOException {
    Path record = files.forks().resolve("tiny-" + fork + ".json");
    Files.writeString(
        record,
        Files.readString(record).replaceFirst("\\{", "{\"callAllocatedBytes\": " + bytes + ","));
  }

  @Test
  void recordsOfOtherReleasesMaySayMore() throws IOException {
    Path record = files.forks().resolve("tiny-1.json");
    Files.writeString(
        record, Files.readString(record).replaceFirst("\\{", "{\"invented\": {\"later\": 1},"));

    assertThat(merger.merge(3, START, environment()).latency().calls()).isEqualTo(12);
  }

  @Test
  void forksThatDidNotRunWhatWasAskedForAreRefused() throws IOException {
    refused(MODEL, 2, "Another text?", "Another text?");
    refused(MODEL, 1, RunFixture.QUERY, "with 1 threads instead of tiny with 2");
    refused("b".repeat(64), 2, RunFixture.QUERY, "different models or settings");
  }

  @Test
  void aForkWithoutARecordIsRefused() throws IOException {
    Files.delete(files.forks().resolve("tiny-2.json"));

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> merger.merge(3, START, environment()))
        .withMessageContaining("2 records of 3 forks");
    assertThat(files.path().resolve(SideRun.FILE)).doesNotExist();
  }

  private void refused(String model, int threads, String query, String why) throws IOException {
    record(3, model, threads, query);

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> merger.merge(3, START, environment()))
        .withMessageContaining(why);
  }

  private void record(int fork, String model, int threads, String query) throws IOException {
    Files.createDirectories(files.forks());
    Files.writeString(
        files.forks().resolve("tiny-" + fork + ".json"),
        """
        {
          "variant": "tiny",
          "benchmark": "%s",
          "pid": %d,
          "modelSha256": "%s",
          "onnxRuntimeVersion": "1.28.0",
          "intraOpThreads": %d,
          "interOpThreads": 1,
          "query": "%s",
          "labels": {"balance": 14}
        }
        """
            .formatted(Merger.CLASSIFY, fork, model, threads, query));
  }

  private static Environment environment() {
    return RunFixture.ofReferenceVariants().provenance().environment();
  }
}
