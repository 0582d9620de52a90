package io.github.bertmark.scenario.memory;

import io.github.bertmark.Json;
import io.github.bertmark.raw.MemoryRecord;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.Memory;
import io.github.bertmark.run.scenario.ScenarioResults;
import io.github.bertmark.scenario.PageSection;
import io.github.bertmark.scenario.ProcessScenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The memory of a process that answers different queries. */
public final class MemoryScenario implements ProcessScenario {
  static final String ID = "memory";

  /** As many as give an interval that excludes the limit; each takes seconds. */
  private static final int PROCESSES = 3;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String benchmark() {
    return "io.github.bertmark.jmh.MemoryUse";
  }

  @Override
  public int processes(int forks) {
    return PROCESSES;
  }

  @Override
  public boolean warmsPageCache() {
    return false;
  }

  /** Linux tells it in a file. */
  @Override
  public boolean isPossible() {
    return Files.isReadable(Path.of("/proc/self/smaps_rollup"));
  }

  /**
   * A heap that is resident from the start and a compiler that keeps little, so that what grows is
   * neither.
   */
  @Override
  public List<String> jvmArguments() {
    return List.of(
        "-Xms128m",
        "-Xmx128m",
        "-XX:+AlwaysPreTouch",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1");
  }

  @Override
  public Object record(byte[] printed, String modelSha256, double answeredMillis) {
    return Json.read(
            printed, MemoryRecord.class, "a process's record of its memory", "run it again")
        .of(modelSha256);
  }

  @Override
  public String summary(RunDocument run) {
    return MarkdownMemory.of(run);
  }

  @Override
  public PageSection section() {
    return new PageSection(
        "memory-section", "Memory", "memory", 3, run -> !measured(run).isEmpty());
  }

  static List<VariantResult> measured(RunDocument run) {
    return run.variants().stream().filter(variant -> of(variant) != null).toList();
  }

  static @Nullable Memory of(VariantResult variant) {
    return variant.measured(ScenarioResults::memory);
  }
}
