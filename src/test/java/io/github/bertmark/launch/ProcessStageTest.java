package io.github.bertmark.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.raw.Records;
import io.github.bertmark.raw.StartRecord;
import io.github.bertmark.raw.StartRecord.StageTime;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.scenario.ColdStart;
import io.github.bertmark.scenario.coldstart.ColdStartResults;
import io.github.bertmark.scenario.coldstart.ColdStartScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStageTest {
  @TempDir Path folder;

  /**
   * The stages, by the child's clocks, and the whole, by the parent's, know nothing of each other.
   */
  @Test
  void coldStartsAccountForAllOfTheirTime() throws Exception {
    ModelVariant tiny = TinyModels.build(folder.resolve("models"), "tiny");
    RunFiles run = run(Collections.nCopies(200, "a text"));

    stage(tiny, run).execute(Progress.NONE);

    List<StartRecord> starts = Records.readAll(run.records("cold-start"), StartRecord.class);
    assertThat(starts).hasSize(2);
    for (StartRecord start : starts) {
      assertThat(start.stages().stream().map(StageTime::name))
          .containsExactly(
              "jvm",
              "settings",
              "library",
              "environment",
              "session",
              "tokenizer",
              "warm-up",
              "answer");
      assertThat(start.stages()).allMatch(stage -> stage.millis() >= 0);
      assertThat(start.answersMillis()).hasSizeBetween(10, 100);
    }
    ColdStart cold = ColdStartResults.of(run, "tiny", Digests.sha256(tiny.modelFile()));
    assertThat(Objects.requireNonNull(cold).meanFirstAnswerMillis()).isGreaterThan(100);
  }

  @Test
  void aProcessThatFailsIsToldWithItsLog() throws Exception {
    ModelVariant tiny = TinyModels.build(folder.resolve("models"), "tiny");
    Files.writeString(tiny.tokenizerFile(), "{}");
    RunFiles run = run(List.of("a text"));

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> stage(tiny, run).execute(Progress.NONE))
        .withMessageContainingAll("cold-start.log", "tiny ended with exit code", "tokenizer");
    assertThat(run.records("cold-start")).doesNotExist();
  }

  private RunFiles run(List<String> texts) throws IOException {
    RunFiles run = new RunFiles(folder.resolve("run"));
    Files.createDirectories(run.path());
    Json.write(run.texts(), texts);
    return run;
  }

  private ProcessStage stage(ModelVariant variant, RunFiles run) throws IOException {
    Map<String, String> properties =
        Map.of("bertmark.models", folder.resolve("models").toString(), "bertmark.threads", "1");
    return new ProcessStage(
        BenchmarksJar.in(folder), new ColdStartScenario(), List.of(variant), properties, 2, run);
  }
}
