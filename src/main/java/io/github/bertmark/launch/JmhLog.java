package io.github.bertmark.launch;

import io.github.bertmark.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JMH's log while it grows: turned into progress, and searched for what went wrong. */
final class JmhLog implements AutoCloseable {
  private static final Pattern PROTOCOL =
      Pattern.compile("# (?:Warmup|Measurement): (\\d+) iterations,.*");
  private static final Pattern ITERATION = Pattern.compile("(?:# Warmup )?Iteration +\\d+: .+");

  private final Path file;
  private final int forks;
  private final Progress progress;
  private Progress.@Nullable Task task;
  private long linesRead;
  private long iterationsPerFork;
  private boolean afterFailure;
  private String failure = "";

  /**
   * @param forks JVMs in all, over all variants
   */
  JmhLog(Path file, int forks, Progress progress) {
    this.file = file;
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
    Matcher protocol = PROTOCOL.matcher(line);
    if (protocol.matches() && task == null) {
      iterationsPerFork += Long.parseLong(protocol.group(1));
    } else if (line.startsWith("# Fork: ") && task == null) {
      task = progress.start("Benchmark", iterationsPerFork * forks);
    } else if (task != null && ITERATION.matcher(line).matches()) {
      task.advance(1);
    }
    searchForFailure(line);
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
