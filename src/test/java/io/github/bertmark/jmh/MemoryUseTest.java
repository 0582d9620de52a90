package io.github.bertmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.ChildJvm;
import io.github.bertmark.Json;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.raw.MemoryRecord;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.scenario.Memory;
import io.github.bertmark.run.scenario.Memory.Growth;
import io.github.bertmark.scenario.memory.MemoryResults;
import io.github.bertmark.scenario.memory.MemoryScenario;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: a leak of 4 KiB a query is found, and none where there is none. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class MemoryUseTest {
  /** {@code -Dbertmark.memoryTrials=20} for more than a quick look. */
  private static final int TRIALS = Integer.getInteger("bertmark.memoryTrials", 1);

  private static final int LEAK_BYTES = 4096;

  @TempDir Path folder;

  @BeforeEach
  void build() throws IOException {
    TinyModels.build(folder.resolve("models"), "tiny");
  }

  @Test
  void aLeakIsFound() throws Exception {
    for (int trial = 0; trial < TRIALS; trial++) {
      Memory memory = memory("leak" + trial, LEAK_BYTES);
      assertThat(memory.growth()).as("%s", memory).isEqualTo(Growth.GROWTH);
      assertThat(memory.growthInterval95BytesPerQuery().upper()).isGreaterThan(0.9 * LEAK_BYTES);
    }
  }

  @Test
  void noneIsReportedWhereThereIsNone() throws Exception {
    for (int trial = 0; trial < TRIALS; trial++) {
      Memory memory = memory("none" + trial, 0);
      assertThat(memory.growth()).as("%s", memory).isNotEqualTo(Growth.GROWTH);
      assertThat(memory.queries()).isGreaterThanOrEqualTo(600);
      assertThat(memory.meanOpenedBytes()).isBetween(128.0 * (1 << 20), memory.meanPeakBytes());
    }
  }

  private Memory memory(String name, int leakBytes) throws IOException, InterruptedException {
    RunFiles run = new RunFiles(folder.resolve(name));
    MemoryScenario scenario = new MemoryScenario();
    for (int process = 1; process <= scenario.processes(5); process++) {
      List<String> command = new ArrayList<>(ChildJvm.command());
      command.addAll(scenario.jvmArguments());
      command.addAll(
          List.of(Child.class.getName(), folder.resolve("models").toString(), "" + leakBytes));
      Process child =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      byte[] printed = child.getInputStream().readAllBytes();
      assertThat(child.waitFor()).isZero();
      Json.write(
          run.records("memory").resolve(process + ".json"), scenario.record(printed, "sha", 0));
    }
    return MemoryResults.of(run, "tiny", "sha");
  }

  /** Answers queries, and keeps memory outside the heap for each. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      int leakBytes = Integer.parseInt(arguments[1]);
      List<String> texts =
          Datasets.sample().queries(Split.TEST).stream().map(LabelledQuery::text).toList();
      List<ByteBuffer> kept = new ArrayList<>();
      try (Classifier classifier =
          Classifier.open(
              ModelFolder.at(Path.of(arguments[0])).variant("tiny"),
              SessionSettings.ofThreads(1))) {
        MemoryRecord record =
            MemoryUse.measure(
                "tiny",
                MemoryUse.residentBytes(),
                texts,
                query -> {
                  classifier.classify(query);
                  if (leakBytes > 0) {
                    kept.add(ByteBuffer.allocateDirect(leakBytes));
                  }
                });
        System.out.print(Json.toText(record));
      }
    }
  }
}
