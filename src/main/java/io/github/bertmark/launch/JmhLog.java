package io.github.bertmark.launch;

import io.github.bertmark.Progress;
import io.github.bertmark.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JMH's log while it grows: turned into progress, and searched for what went wrong. */
final class JmhLog implements AutoCloseable {
  private static final String BENCHMARK = "# Benchmark: ";
  private static final Pattern ITERATIONS = Pattern.compile("# Measurement: (\\d+) iterations,.*");
  private static final Pattern ITERATION = Pattern.compile("Iteration +(\\d+): .+");

  private final Path file;
  private final List<? extends Scenario> scenarios;
  private final int forks;
  private final Progress progress;
  private Progress.@Nullable Task task;
  private long linesRead;
  private @Nullable Scenario current;
  private @Nullable Scenario ofTask;
  private String iterations = "";
  private boolean afterFailure;
  private String failure = "";

  /**
   * @param scenarios whose benchmarks run; each is a task of the progress, one after the other
   * @param forks JVMs of each, over all variants
   */
  JmhLog(Path file, List<? extends Scenario> scenarios, int forks, Progress progress) {
    this.file = file;
    this.scenarios = scenarios;
    this.forks = forks;
    this.progress = progress;
  }

  /** Takes notice of what was added since the last time. */
  void read() throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    // What follows the last line feed is still being written.
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    whole.lines().skip(linesRead).forEach(this::accept);
    linesRead = whole.lines().count();
  }

  /** The first thing that JMH reported as wrong, in brackets; empty if there was none. */
  String failure() {
    return failure.isEmpty() ? "" : " (" + failure + ")";
  }

  @Override
  public void close() {
    if (task != null) {
      task.close();
    }
  }

  private void accept(String line) {
    Matcher protocol = ITERATIONS.matcher(line);
    Matcher iteration = ITERATION.matcher(line);
    if (protocol.matches()) {
      iterations = protocol.group(1);
    } else if (line.startsWith(BENCHMARK)) {
      String method = line.substring(BENCHMARK.length()).strip();
      current = scenarios.stream().filter(s -> s.owns(method)).findFirst().orElse(null);
    } else if (line.startsWith("# Fork: ")) {
      beginTask();
    } else if (task != null && iteration.matches() && iteration.group(1).equals(iterations)) {
      // Whole forks alone tell how long others take: each begins with the start of a JVM.
      task.advance(1);
    }
    searchForFailure(line);
  }

  /** At the first fork of a scenario. */
  private void beginTask() {
    if (current != null && current != ofTask) {
      close();
      ofTask = current;
      task = progress.start(current.title(), forks);
    }
  }

  private void searchForFailure(String line) {
    if (!failure.isEmpty() || line.isBlank()) {
      return;
    }
    if (afterFailure || line.startsWith("ERROR: ") || line.startsWith("Error")) {
      failure = line.strip();
    }
    afterFailure |= line.contains("<failure>") || line.contains("<forked VM failed");
  }
}
