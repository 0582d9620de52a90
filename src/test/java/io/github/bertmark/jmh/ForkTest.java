package io.github.bertmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.export.TinyModels;
import io.github.bertmark.raw.ForkRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** JMH itself, with a tiny model: its forks, parameters and the records that they leave. */
class ForkTest {
  @TempDir Path folder;

  @BeforeEach
  void build() throws IOException {
    TinyModels.build(folder.resolve("models"), "tiny");
  }

  private ChainedOptionsBuilder options(String benchmark, String variant) {
    return new OptionsBuilder()
        .include("\\." + benchmark + "$")
        .param("variant", variant)
        .forks(1)
        .warmupIterations(2)
        .measurementIterations(5)
        .shouldFailOnError(true)
        .output(folder.resolve("jmh.log").toString())
        .jvmArgsPrepend(
            "-Dbertmark.models=" + folder.resolve("models"),
            "-Dbertmark.threads=1",
            "-Dbertmark.forkRecords=" + folder.resolve("forks"));
  }

  @Test
  void aForkRunsTheVariantAndLeavesItsRecord() throws RunnerException, IOException {
    Collection<RunResult> results =
        new Runner(options("ClassifyBenchmark.classify", "tiny").build()).run();

    assertThat(results).hasSize(1);
    RunResult result = results.iterator().next();
    assertThat(result.getParams().getMode()).isEqualTo(Mode.SingleShotTime);
    assertThat(result.getParams().getParam("variant")).isEqualTo("tiny");
    assertThat(result.getPrimaryResult().getStatistics().getN()).isEqualTo(5);
    assertThat(ForkRecord.readAll(folder.resolve("forks")))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.variant()).isEqualTo("tiny");
              assertThat(record.benchmark())
                  .isEqualTo("io.github.bertmark.jmh.ClassifyBenchmark.classify");
              assertThat(record.pid()).isNotEqualTo(ProcessHandle.current().pid());
              assertThat(record.labels().values()).containsExactly(7L);
            });
  }

  @Test
  void aStageLeavesARecordToo() throws RunnerException, IOException {
    new Runner(options("StageBenchmark.tokenise", "tiny").build()).run();

    assertThat(ForkRecord.readAll(folder.resolve("forks")))
        .singleElement()
        .satisfies(record -> assertThat(record.labels()).isEmpty());
  }

  @Test
  void waysTakeTurnsInOneSession() throws RunnerException, IOException {
    Collection<RunResult> results =
        new Runner(options("PeerBenchmark.round", "tiny").build()).run();

    var counters = results.iterator().next().getSecondaryResults();
    assertThat(counters.keySet())
        .containsExactlyInAnyOrder(
            "classifyNanos", "tokeniseNanos", "inferNanos", "labelNanos", "bareRunNanos");
    counters
        .values()
        .forEach(
            times -> {
              assertThat(times.getStatistics().getN()).isEqualTo(5);
              assertThat(times.getStatistics().getMin()).isPositive();
            });
    assertThat(ForkRecord.readAll(folder.resolve("forks")))
        .singleElement()
        .satisfies(record -> assertThat(record.labels().values()).containsExactly(7L));
  }

  @Test
  void djlAnswersAsOurs() throws RunnerException, IOException {
    new Runner(options("ClassifyBenchmark.classify", "tiny").build()).run();
    new Runner(options("PeerBenchmark.djlRound", "tiny").build()).run();

    List<ForkRecord> records = ForkRecord.readAll(folder.resolve("forks"));
    assertThat(records).hasSize(2);
    assertThat(records.get(0).labels().values()).containsExactly(7L);
    assertThat(records.get(1).labels()).isEqualTo(records.get(0).labels());
    assertThat(records.get(1).modelSha256()).isEqualTo(records.get(0).modelSha256());
  }

  @Test
  void anUnknownVariantFailsAndNamesTheOthers() {
    Runner runner = new Runner(options("ClassifyBenchmark.classify", "nope").build());

    assertThatThrownBy(runner::run).isInstanceOf(RunnerException.class);
    assertThat(folder.resolve("jmh.log"))
        .content()
        .contains("InputException: nope: no such variant in", "there are: tiny");
    assertThat(folder.resolve("forks")).doesNotExist();
  }
}
