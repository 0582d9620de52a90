package io.github.bertmark.launch;

import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.scenario.Scenario;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * JMH in a JVM of its own with nothing beside it: it writes its log to a file, which is looked at
 * rarely, so that no process of ours wakes up between the timed calls. It ends with this program.
 */
public final class JmhProcess {
  private static final int POLL_SECONDS = 2;
  private static final String WAY_OUT = "name another by JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER";

  private JmhProcess() {}

  /** The command up to JMH's own arguments, for a jar with all that it needs. */
  static List<String> java(List<Path> classPath) {
    return java(classPath, Boolean.getBoolean("jmh.ignoreLock"));
  }

  /**
   * The same.
   *
   * @param besideAnother whether another JMH may be at work, which JMH itself refuses
   */
  static List<String> java(List<Path> classPath, boolean besideAnother) {
    List<String> command = jvm();
    // JMH's own switch, for forks by turns and for tests beside other tests.
    command.add("-Djmh.ignoreLock=" + besideAnother);
    command.add("-Dbertmark.endWithParent=true");
    if (classPath.size() == 1) {
      command.addAll(List.of("-jar", classPath.get(0).toString()));
    } else {
      List<String> entries = classPath.stream().map(Path::toString).toList();
      command.addAll(
          List.of(
              "-cp",
              String.join(File.pathSeparator, entries),
              mainClass(classPath.get(classPath.size() - 1))));
    }
    return command;
  }

  /** The command of a JVM like this one, up to its own arguments; it may be added to. */
  static List<String> jvm() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String home = System.getProperty("user.home");
    if (home.equals(System.getProperty("java.io.tmpdir"))) {
      // In place of none, of which the new one does not know.
      command.add("-Duser.home=" + home);
    }
    return command;
  }

  /** What the jar of a build names, which older builds have as JMH's own. */
  private static String mainClass(Path jar) {
    String named = null;
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      named =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    } catch (IOException e) {
      // The JVM that is to run it tells that better.
    }
    return named == null ? "org.openjdk.jmh.Main" : named;
  }

  /**
   * Fails before any work if JMH could not do its own: while another JMH is at work on this
   * machine, or where no native code can be loaded.
   */
  public static void requireReady() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    requireExecutable(folder);
    if (!Boolean.getBoolean("jmh.ignoreLock")) {
      requireUnlocked(folder.resolve("jmh.lock"));
    }
  }

  static void requireUnlocked(Path file) {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new InputException(
            file,
            "another JMH is at work on this machine, and both would time each other",
            "wait for its end, or end it");
      }
    } catch (IOException e) {
      throw new InputException(
          file, "cannot be locked (" + e + ")", "remove it, if no JMH of another user runs", e);
    }
  }

  /** Libraries unpack native code there, and load it. */
  private static void requireExecutable(Path folder) {
    boolean executable;
    try {
      Path file = Files.createTempFile(folder, "bertmark", null);
      try {
        executable = file.toFile().setExecutable(true) && Files.isExecutable(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new InputException(
          folder, "the temporary folder cannot be written (" + e + ")", WAY_OUT, e);
    }
    if (!executable) {
      throw new InputException(folder, "the temporary folder lets nothing be executed", WAY_OUT);
    }
  }

  /**
   * JMH's option with the arguments of the forks.
   *
   * @param properties of their own, in order
   * @param records the folder that gets the record of each
   * @param more arguments behind all others
   */
  static List<String> ofForks(Map<String, String> properties, Path records, List<String> more) {
    Map<String, String> all = new LinkedHashMap<>(properties);
    all.put("bertmark.forkRecords", records.toAbsolutePath().toString());
    all.put("ai.djl.offline", "true");
    all.put("OPT_OUT_TRACKING", "true");
    List<String> arguments = new ArrayList<>();
    // In quotes, which JMH takes off, as a path may hold a space.
    all.forEach((name, value) -> arguments.add("\"-D" + name + "=" + value + "\""));
    arguments.add("--enable-native-access=ALL-UNNAMED");
    arguments.addAll(more);
    return List.of("-jvmArgsAppend", String.join(" ", arguments));
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
    // Its standard input is a pipe that no one writes to: it ends when this program does.
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
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

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is at work already: the JVM shuts down.
      return;
    }
  }
}
