package io.github.bertmark.launch;

import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.scenario.Scenario;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * JMH in a JVM of its own with nothing beside it: it writes its log to a file, which is looked at
 * rarely, so that no process of ours wakes up between the timed calls. It ends with this program.
 */
public final class JmhProcess {
  private static final int POLL_SECONDS = 2;

  private JmhProcess() {}

  /** The command up to JMH's own arguments, for a jar with all that it needs. */
  static List<String> java(List<Path> classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // JMH's own switch, for tests beside other tests.
    command.add("-Djmh.ignoreLock=" + Boolean.getBoolean("jmh.ignoreLock"));
    if (classPath.size() == 1) {
      command.addAll(List.of("-jar", classPath.get(0).toString()));
    } else {
      List<String> entries = classPath.stream().map(Path::toString).toList();
      command.addAll(
          List.of("-cp", String.join(File.pathSeparator, entries), "org.openjdk.jmh.Main"));
    }
    return command;
  }

  /** A system property of the forks; in quotes, which JMH takes off, as a path may hold a space. */
  static String property(String name, String value) {
    return "\"-D" + name + "=" + value + "\"";
  }

  /** Runs it to the end without a word. */
  public static void run(List<String> command, Path log) throws IOException, InterruptedException {
    run(command, log, List.of(), 0, Progress.NONE);
  }

  /**
   * Runs it to the end.
   *
   * @param log the file that gets its output
   * @param scenarios that it runs, for the progress
   * @param forks JVMs that it is to start for each
   * @throws InputException if it fails, with what it reported first
   */
  static void run(
      List<String> command,
      Path log,
      List<? extends Scenario> scenarios,
      int forks,
      Progress progress)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
            .start();
    Thread onExit = new Thread(() -> kill(process));
    Runtime.getRuntime().addShutdownHook(onExit);
    try (JmhLog lines = new JmhLog(log, scenarios, forks, progress)) {
      while (!process.waitFor(POLL_SECONDS, TimeUnit.SECONDS)) {
        lines.read();
      }
      lines.read();
      if (process.exitValue() != 0) {
        throw new InputException(
            log,
            "JMH ended with exit code " + process.exitValue() + lines.failure(),
            "read it, and run again");
      }
    } finally {
      kill(process);
      removeHook(onExit);
    }
  }

  private static File nothing() {
    return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is at work already: the JVM shuts down.
      return;
    }
  }
}
