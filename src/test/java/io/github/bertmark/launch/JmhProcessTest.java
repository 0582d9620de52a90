package io.github.bertmark.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.scenario.list.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhProcessTest {
  @TempDir Path folder;

  /** The program that is killed: it starts JMH on the models of a folder. */
  static final class Launcher {
    public static void main(String[] arguments) throws IOException, InterruptedException {
      Path folder = Path.of(arguments[0]);
      BenchmarkStage stage =
          new BenchmarkStage(
              folder.resolve("benchmarks.jar"),
              List.of(Scenarios.LATENCY),
              List.of("one"),
              50,
              1,
              SessionOverrides.NONE,
              null,
              null,
              ModelFolder.at(folder.resolve("models")),
              folder);
      stage.execute(Progress.NONE);
    }
  }

  @Test
  void jmhAndItsForksEndWithTheProgramThatIsKilled() throws Exception {
    TinyModels.build(folder.resolve("models"), "one", "bert", Datasets.sample().labels());
    BenchmarksJar.in(folder);
    Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djmh.ignoreLock=true",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    Path log = folder.resolve("jmh.log");
    while (launcher.isAlive()
        && !(Files.exists(log) && Files.readString(log).contains("Iteration"))) {
      Thread.sleep(20);
    }
    Set<ProcessHandle> started = launcher.descendants().collect(Collectors.toSet());
    assertThat(started).as("JMH and a fork").hasSizeGreaterThan(1);

    launcher.destroyForcibly().waitFor();

    try {
      for (ProcessHandle process : started) {
        process.onExit().get(30, TimeUnit.SECONDS);
      }
    } finally {
      started.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void anotherJmhAtWorkIsTold() throws Exception {
    Path file = folder.resolve("jmh.lock");
    Path program = folder.resolve("Hold.java");
    Files.writeString(
        program,
        """
        public class Hold {
          public static void main(String[] a) throws Exception {
            var channel = java.nio.channels.FileChannel.open(java.nio.file.Path.of(a[0]),
                java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE);
            channel.lock();
            System.out.write(1);
            System.out.flush();
            System.in.read();
          }
        }
        """);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                program.toString(),
                file.toString())
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo(1);
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> JmhProcess.requireUnlocked(file))
          .withMessageContaining("jmh.lock: another JMH is at work");
    } finally {
      other.destroyForcibly().waitFor();
    }
    JmhProcess.requireUnlocked(file);
  }
}
