package io.github.bertmark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every parser in a JVM of its own, by many mutants and by Jazzer. An input that is at fault is
 * kept as a file, which {@link ParserTest} reads from then on.
 */
@Tag("fuzz")
class FuzzTest {
  private static final int MUTANTS = Integer.getInteger("bertmark.mutants", 10_000);
  private static final int SECONDS = Integer.getInteger("bertmark.fuzzSeconds", 60);

  /** Above what a slow machine needs for the mutants of the largest seed. */
  private static final int PATIENCE_SECONDS = 600;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void refusesMutants(Parser parser) throws IOException, InterruptedException {
    run(
        PATIENCE_SECONDS,
        "-Xmx512m",
        MutantRun.class.getName(),
        parser.name(),
        String.valueOf(MUTANTS),
        "2",
        folder.toString());
  }

  @ParameterizedTest
  @EnumSource
  void withstandsJazzer(Parser parser) throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Files.write(corpus.resolve("seed"), Seeds.of(parser, folder));
    run(
        SECONDS + PATIENCE_SECONDS,
        "-Xmx1g",
        "-XX:+EnableDynamicAgentLoading",
        "-Dbertmark.parser=" + parser,
        "-Dbertmark.folder=" + folder,
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + FuzzTarget.class.getName(),
        "--instrumentation_includes=io.github.bertmark.**",
        "--reproducer_path=" + folder,
        "-artifact_prefix=" + Files.createDirectories(parser.regressions()) + "/",
        "-max_total_time=" + SECONDS,
        "-timeout=20",
        "-rss_limit_mb=4096",
        corpus.toString());
  }

  private void run(int patienceSeconds, String... command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(ChildJvm.command(command))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(patienceSeconds, TimeUnit.SECONDS)).as("it hangs").isTrue();
      List<String> lines = Files.readAllLines(output);
      List<String> last = lines.subList(Math.max(0, lines.size() - 40), lines.size());
      assertThat(process.exitValue()).as(String.join("\n", last)).isZero();
      System.out.println(lines.get(lines.size() - 1));
    } finally {
      process.destroyForcibly();
    }
  }
}
