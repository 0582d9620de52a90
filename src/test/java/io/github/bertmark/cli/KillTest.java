package io.github.bertmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.ChildJvm;
import io.github.bertmark.Json;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.launch.BenchmarksJar;
import io.github.bertmark.run.RunDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that are killed at a random moment, as a CI system or a lack of memory kills: nothing
 * goes on without them, no half-made file passes for a whole one, and the next start is right.
 */
@Tag("kill")
class KillTest {
  private static final int KILLS = Integer.getInteger("bertmark.kills", 100);
  private static final long SEED = Long.getLong("bertmark.killSeed", 20_261_128);

  /** After which nothing may be left. */
  private static final int PATIENCE_SECONDS = 2;

  @TempDir Path folder;
  private Path models;
  private Path whole;

  @BeforeEach
  void measureOnce() throws Exception {
    models = folder.resolve("models");
    TinyModels.build(models, "one", "bert", Datasets.sample().labels());
    BenchmarksJar.in(folder);
    whole = folder.resolve("whole");
    assertThat(finish(run(whole))).isZero();
  }

  @Test
  void nothingIsLeftOfWhatIsKilledAndTheNextIsRight() throws Exception {
    Random random = new Random(SEED);
    int killed = 0;
    for (int round = 0; killed < KILLS; round++) {
      Path target = folder.resolve("run-" + round);
      List<List<String>> commands =
          List.of(
              List.of("prepare", "--models=" + models, "--variants=one"),
              run(target),
              run(target),
              List.of("merge", whole.toString()),
              List.of("report", whole.toString(), "--no-texts"),
              List.of("compare", whole + "", whole + "", "--output=" + folder.resolve("compared")));
      List<String> command = commands.get(random.nextInt(commands.size()));
      long longest = command.get(0).equals("run") ? 9_000 : 1_800;
      killed += kill(command, random.nextLong(longest)) ? 1 : 0;
      assertNothingHalfMade(target);
    }
    assertThat(finish(run(folder.resolve("last")))).isZero();
    assertThat(finish(List.of("merge", whole.toString()))).isZero();
    assertThat(finish(List.of("report", whole.toString(), "--no-texts"))).isZero();
    assertThat(finish(List.of("compare", whole + "", whole + ""))).isZero();
  }

  private List<String> run(Path target) {
    return List.of(
        "run",
        "--models=" + models,
        "--variants=one",
        "--forks=2",
        "--threads=1",
        "--scenarios=latency",
        "--sample",
        "--output=" + target,
        "--benchmarks=" + folder.resolve("benchmarks.jar"));
  }

  /** Whether it was still at work when it was killed. */
  private boolean kill(List<String> command, long afterMillis) throws Exception {
    Process process = start(command);
    boolean ended = process.waitFor(afterMillis, TimeUnit.MILLISECONDS);
    Set<ProcessHandle> started = process.descendants().collect(Collectors.toSet());
    process.destroyForcibly().waitFor();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < until && started.stream().anyMatch(KillTest::isAtWork)) {
      Thread.sleep(20);
    }
    List<String> orphans =
        started.stream()
            .filter(KillTest::isAtWork)
            .map(orphan -> orphan.info().commandLine().orElse("?"))
            .toList();
    started.forEach(ProcessHandle::destroyForcibly);
    assertThat(orphans).as("left of %s, killed after %d ms", command, afterMillis).isEmpty();
    return !ended;
  }

  /** One that has ended is there until its parent takes notice, but has no program any more. */
  private static boolean isAtWork(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private void assertNothingHalfMade(Path target) throws IOException {
    if (Files.exists(target)) {
      assertThat(RunDocument.read(target).variants()).hasSize(1);
      assertThat(target.resolve("report.html")).isNotEmptyFile();
    }
    assertThat(RunDocument.read(whole).variants()).hasSize(1);
    for (String file : List.of("report.html", "summary.md", "tradeoff.svg", "tradeoff.png")) {
      assertThat(whole.resolve(file)).isNotEmptyFile();
    }
    assertThat(Files.readString(whole.resolve("report.html"))).endsWith("</html>\n");
    Path compared = folder.resolve("compared/comparison.json");
    if (Files.exists(compared)) {
      assertThat(Json.read(compared, Comparison.class, "").exitCode()).isZero();
    }
  }

  private int finish(List<String> command) throws Exception {
    return start(command).waitFor();
  }

  private Process start(List<String> command) throws IOException {
    List<String> all = new ArrayList<>();
    all.add("-Djmh.ignoreLock=true");
    all.add(Main.class.getName());
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(ChildJvm.command(all.toArray(String[]::new)));
    builder.environment().put("BERTMARK_HOME", folder.resolve("cache").toString());
    builder.environment().remove("BERTMARK_DATASET");
    return builder
        .redirectOutput(folder.resolve("out.log").toFile())
        .redirectError(folder.resolve("err.log").toFile())
        .start();
  }
}
