package io.github.bertmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.ChildJvm;
import io.github.bertmark.export.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  @TempDir Path folder;

  @Test
  void failsWithABenchmarkUnlessToldOtherwise() {
    assertThat(Main.failing("Some", "-f", "1")).containsExactly("Some", "-f", "1", "-foe", "true");
    assertThat(Main.failing("-foe", "false")).containsExactly("-foe", "false");
    assertThat(Main.failing("-foe=false")).containsExactly("-foe=false");
  }

  @ParameterizedTest
  @CsvSource({
    "models, nope, no such variant",
    "missing, tiny, is not a readable folder",
    "models, 'tiny,nope', no such variant"
  })
  void whatNoForkCouldUseIsOneLineAndCode2(String models, String variants, String cause)
      throws Exception {
    TinyModels.build(folder.resolve("models"), "tiny");
    Process process = start(models, "-p", "variant=" + variants, "ClassifyBenchmark");

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(output()).startsWith("benchmarks: ").contains(cause).hasLineCount(1);
  }

  @Test
  void toldToGoOnItDoes() throws Exception {
    Process process =
        start("missing", "-foe", "false", "-f", "1", "-wi", "1", "-i", "1", "ClassifyBenchmark");

    assertThat(process.waitFor()).isZero();
    assertThat(output()).startsWith("benchmarks: ").contains("# Run complete");
  }

  @ParameterizedTest
  @CsvSource({"-l", "-h", "-lprof"})
  void whatTimesNothingNeedsNoModels(String option) throws Exception {
    assertThat(start("missing", option).waitFor()).isZero();
    assertThat(output()).doesNotContain("benchmarks: ");
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  private Process start(String models, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-Djmh.ignoreLock=true",
                "-Dbertmark.models=" + folder.resolve(models),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(ChildJvm.command(command.toArray(String[]::new)))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }
}
