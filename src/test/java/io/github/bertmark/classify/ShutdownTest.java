package io.github.bertmark.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.ChildJvm;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.WeightForm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that is told to end in the middle of calls. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGTERM")
class ShutdownTest {
  /** 128 and the number of SIGTERM: the JVM ended by itself because of the signal. */
  private static final int TERMINATED = 143;

  private static final int PATIENCE_SECONDS = 120;
  private static final Path MODELS = Path.of("models");

  @TempDir Path folder;
  private final RandomGenerator random = new SplittableRandom(1);

  @Test
  void theEnvironmentOutlivesOnnxRuntimesShutdownHook() {
    assertThat(KeptEnvironment.kept()).isTrue();
  }

  @Test
  void aSignalInMidCallEndsTheJvmOrderly() throws IOException, InterruptedException {
    List<String> forms = List.of("float32", "int8", "int4-block-32");
    for (String form : forms) {
      NumericForm linear = new NumericForm(WeightForm.of(form), WeightForm.FLOAT32, null);
      TinyModels.build(folder, form, "distilbert", TinyModels.LABELS, linear);
    }
    for (String manner : List.of("plain", "serve", "serve")) {
      killInMidCall(folder, "short", manner, forms);
    }
  }

  /** {@code -Dbertmark.shutdowns=50} for more than a quick look. */
  @Tag("models")
  @ParameterizedTest
  @ValueSource(strings = {"distilbert", "distilbert-int8", "distilbert-int4"})
  void aSignalInMidCallOfARealModelEndsTheJvmOrderly(String variant)
      throws IOException, InterruptedException {
    int signals = Integer.getInteger("bertmark.shutdowns", 4);
    for (int i = 0; i < signals; i++) {
      String length = i % 4 < 2 ? "short" : "long";
      String manner = i % 2 == 0 ? "plain" : "serve";
      killInMidCall(MODELS, length, manner, List.of(variant));
    }
  }

  private void killInMidCall(Path models, String length, String manner, List<String> variants)
      throws IOException, InterruptedException {
    Path home = Files.createTempDirectory(folder, "victim");
    List<String> command =
        new ArrayList<>(
            ChildJvm.command(
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                ShutdownVictim.class.getName(),
                models.toAbsolutePath().toString(),
                length,
                manner));
    command.addAll(variants);
    Process victim =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectError(home.resolve("stderr").toFile())
            .start();
    try (BufferedReader output = victim.inputReader()) {
      assertThat(output.readLine()).as(() -> read(home.resolve("stderr"))).isEqualTo("READY");
      Thread.sleep(random.nextInt(50));
      // Process.destroy would close the output too.
      victim.toHandle().destroy();
      String rest = String.join("\n", output.lines().toList());
      assertThat(victim.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(victim.exitValue()).as(rest).isEqualTo(TERMINATED);
      assertThat(rest).isEqualTo(manner.equals("serve") ? "SERVED" : "");
      assertThat(read(home.resolve("stderr"))).isEmpty();
      try (Stream<Path> left = Files.list(home)) {
        assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("stderr");
      }
    } finally {
      victim.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
