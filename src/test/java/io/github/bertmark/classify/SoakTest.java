package io.github.bertmark.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.ChildJvm;
import io.github.bertmark.model.ModelFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** One classifier that is asked different queries for long keeps no memory of them. */
@Tag("models")
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class SoakTest {
  /** {@code -Dbertmark.soakQueries=200000} for more than a quick look. */
  private static final int QUERIES = Integer.getInteger("bertmark.soakQueries", 20_000);

  /** A heap that is small and touched from the start, so that what grows is not Java's. */
  private static final String[] HEAP = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"};

  /** A leak of 200 bytes a query would pass it in 200,000. */
  private static final long GROWTH_MIB = 32;

  @Test
  void residentMemoryStaysWhereItIs() throws IOException, InterruptedException {
    Process soak =
        new ProcessBuilder(
                ChildJvm.command(
                    HEAP[0], HEAP[1], HEAP[2], Soak.class.getName(), String.valueOf(QUERIES)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output =
        new String(soak.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(soak.waitFor()).as(output).isZero();
    System.out.println("Resident memory grew by " + output + " MiB in " + QUERIES + " queries");
    assertThat(Long.parseLong(output)).isLessThan(GROWTH_MIB);
  }

  /** Prints by how many MiB its resident memory grew after a tenth of its queries. */
  static final class Soak {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz    '?.,é日";

    private Soak() {}

    public static void main(String[] arguments) throws IOException {
      int queries = Integer.parseInt(arguments[0]);
      RandomGenerator random = new SplittableRandom(1);
      try (Classifier classifier =
          Classifier.open(
              ModelFolder.at(Path.of("models")).variant("distilbert-3l-int8"),
              SessionSettings.ofThreads(1))) {
        // The longest input first: ONNX Runtime keeps what it needed most.
        classifier.classify("a ".repeat(600));
        long before = 0;
        for (int i = 0; i < queries; i++) {
          if (i == queries / 10) {
            before = residentMiB();
          }
          classifier.classify(query(random) + i);
        }
        System.out.println(residentMiB() - before);
      }
    }

    private static String query(RandomGenerator random) {
      StringBuilder query = new StringBuilder();
      for (int left = 5 + random.nextInt(60); left > 0; left--) {
        query.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      return query.toString();
    }

    private static long residentMiB() throws IOException {
      try (var lines = Files.lines(Path.of("/proc/self/status"))) {
        String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      }
    }
  }
}
