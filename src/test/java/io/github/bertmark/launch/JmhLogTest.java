package io.github.bertmark.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Progress;
import io.github.bertmark.scenario.list.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhLogTest {
  private static final String CLASSIFY = "ClassifyBenchmark.classify";
  private static final String DJL = "PeerBenchmark.djlRound";
  private static final String HEAD =
      """
      # JMH version: 1.37
      # Warmup: 10 iterations, single-shot each
      # Measurement: 100 iterations, single-shot each
      # Timeout: 10 min per iteration
      # Benchmark mode: Single shot invocation time
      # Benchmark: io.github.bertmark.jmh.ClassifyBenchmark.classify
      # Parameters: (variant = distilbert)

      # Run progress: 0.00% complete, ETA 00:00:00
      # Fork: 1 of 5
      # Warmup Iteration   1: 131.563 ms/op
      """;

  @TempDir Path folder;
  private final List<String> events = new ArrayList<>();

  @Test
  void turnsWholeForksIntoProgressOfTheirScenario() throws IOException {
    Path file = Files.writeString(folder.resolve("jmh.log"), HEAD);
    try (JmhLog log = new JmhLog(file, Scenarios.ALL, 10, recorder())) {
      log.read();
      append(file, "Iteration   1: 8.1 ms/op\n                 secondary: 1\nIteration 100: ");
      log.read();
      assertThat(events).containsExactly("Latency of 10");
      append(file, "8.2 ms/op\n# Fork: 2 of 5\n# Warmup Iteration 100: 9 ms/op\n");
      log.read();
      append(file, "Iteration   1: 8.1 ms/op\nIteration 100: 8.1 ms/op\n");
      append(file, HEAD.replace("distilbert", "bert"));
      append(file, HEAD.replace("10 it", "3 it").replace("100 it", "10 it").replace(CLASSIFY, DJL));
      append(file, "Iteration  10: 126.1 ms/op\n");
      log.read();
      log.read();

      assertThat(log.failure()).isEmpty();
    }

    assertThat(events).containsExactly("Latency of 10", "1", "1", "end", "Peers of 10", "1", "end");
  }

  @Test
  void findsWhatWentWrongInAFork() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("jmh.log"),
            HEAD
                + """
                # Warmup Iteration   2: <failure>

                io.github.bertmark.InputException: models/x/model.onnx: no such file; build it
                \tat io.github.bertmark.classify.Classifier.open(Classifier.java:40)

                ERROR: org.openjdk.jmh.runner.RunnerException: Benchmark caught the exception
                """);
    try (JmhLog log = new JmhLog(file, Scenarios.ALL, 10, Progress.NONE)) {
      log.read();

      assertThat(log.failure())
          .isEqualTo(
              " (io.github.bertmark.InputException: models/x/model.onnx: no such file; build it)");
    }
  }

  private Progress recorder() {
    return (task, total) -> {
      events.add(task + " of " + total);
      return new Progress.Task() {
        @Override
        public void advance(long steps) {
          events.add(Long.toString(steps));
        }

        @Override
        public void close() {
          events.add("end");
        }
      };
    };
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }
}
