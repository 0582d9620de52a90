package io.github.bertmark.cli;

import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The benchmarks, in a JVM of their own with nothing beside them: JMH writes its log to a file,
 * which is looked at rarely, so that no process of ours wakes up between the timed calls.
 *
 * @param jar {@code benchmarks.jar}
 * @param variants ids of the variants to time
 * @param forks JVMs per variant
 * @param threads threads within one operator
 * @param stages whether to time the stages of a call too
 * @param models the folder of the variants
 * @param run the folder that gets {@code jmh.json}, {@code jmh.log} and {@code forks/}
 */
record BenchmarkStage(
    Path jar,
    List<String> variants,
    int forks,
    int threads,
    boolean stages,
    Path models,
    Path run) {
  private static final String CLASSIFY = "\\.ClassifyBenchmark\\.";
  private static final String STAGES = "\\.StageBenchmark\\.";

  /** Its methods. */
  private static final int STAGE_BENCHMARKS = 5;

  private static final int POLL_SECONDS = 2;

  BenchmarkStage {
    variants = List.copyOf(variants);
  }

  /** {@code benchmarks.jar} beside the jar or the classes of this program. */
  static Path defaultJar() {
    String code = Main.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return new File(code).toPath().resolveSibling("benchmarks.jar");
  }

  /** Runs them to the end. */
  void execute(Progress progress) throws IOException, InterruptedException {
    if (!Files.isRegularFile(jar)) {
      throw new InputException(
          jar, "no such file", "build it with mvn package, or name it with --benchmarks");
    }
    Path log = run.resolve("jmh.log");
    Process process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
            .start();
    Thread onExit = new Thread(() -> kill(process));
    Runtime.getRuntime().addShutdownHook(onExit);
    int benchmarks = variants.size() * (stages ? 1 + STAGE_BENCHMARKS : 1);
    try (JmhLog lines = new JmhLog(log, benchmarks * forks, progress)) {
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

  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // JMH's own switch, for tests beside other tests.
    command.add("-Djmh.ignoreLock=" + Boolean.getBoolean("jmh.ignoreLock"));
    command.addAll(List.of("-jar", jar.toString(), CLASSIFY));
    if (stages) {
      command.add(STAGES);
    }
    command.addAll(List.of("-p", "variant=" + String.join(",", variants)));
    command.addAll(List.of("-f", Integer.toString(forks)));
    command.addAll(List.of("-foe", "true"));
    command.addAll(List.of("-rf", "json", "-rff", run.resolve("jmh.json").toString()));
    command.addAll(List.of("-jvmArgsAppend", String.join(" ", forkArguments())));
    return command;
  }

  private List<String> forkArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add(property("bertmark.models", models.toAbsolutePath().toString()));
    arguments.add(property("bertmark.threads", Integer.toString(threads)));
    arguments.add(
        property("bertmark.forkRecords", run.resolve("forks").toAbsolutePath().toString()));
    arguments.add(property("ai.djl.offline", "true"));
    arguments.add(property("OPT_OUT_TRACKING", "true"));
    arguments.add("--enable-native-access=ALL-UNNAMED");
    return arguments;
  }

  /** In quotes, which JMH takes off, since a path may hold a space. */
  private static String property(String name, String value) {
    return "\"-D" + name + "=" + value + "\"";
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
