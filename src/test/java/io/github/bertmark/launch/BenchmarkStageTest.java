package io.github.bertmark.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.jmh.ClassifyBenchmark;
import io.github.bertmark.jmh.PeerBenchmark;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.scenario.list.Scenarios;
import io.github.bertmark.scenario.stages.StagesScenario;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

class BenchmarkStageTest {
  @TempDir Path folder;

  @Test
  void jmhUnderstandsTheArguments() throws Exception {
    Path run = folder.resolve("a run");
    List<String> command = stage(Path.of("benchmarks.jar"), run).command();
    List<String> arguments = command.subList(command.indexOf("benchmarks.jar") + 1, command.size());

    Options options = new CommandLineOptions(arguments.toArray(String[]::new));

    assertThat(options.getIncludes())
        .anyMatch(include -> ClassifyBenchmark.class.getName().concat(".classify").matches(include))
        .anyMatch(include -> PeerBenchmark.class.getName().concat(".round").matches(include))
        .hasSize(2);
    assertThat(options.getParameter("variant").get()).containsExactly("first", "second");
    assertThat(options.getForkCount().get()).isEqualTo(3);
    assertThat(options.shouldFailOnError().get()).isTrue();
    assertThat(options.getResult().get()).isEqualTo(run.resolve("jmh.json").toString());
    assertThat(options.getJvmArgsAppend().get())
        .contains(
            "-Dbertmark.models=" + folder.resolve("my models"),
            "-Dbertmark.threads=2",
            "-Dbertmark.queryFile=" + run.resolve("query.txt").toAbsolutePath(),
            "-Dbertmark.session=spinning=false,prepacking=true",
            "-Donnxruntime.native.path=" + folder.resolve("native code"),
            "-Dbertmark.forkRecords=" + run.resolve("forks"),
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true");
  }

  /** A class path says such names in escapes. */
  @ParameterizedTest
  @ValueSource(strings = {"a folder", "100%", "a%20b", "a#b+c", "d\u00e9j\u00e0"})
  void theJarIsFoundInAFolderOfAnyName(String name) throws Exception {
    Path classes = Files.createDirectories(folder.resolve(name).resolve("classes"));
    String file = BenchmarkStage.class.getName().replace('.', '/') + ".class";
    Path copy = classes.resolve(file);
    Files.createDirectories(copy.getParent());
    try (InputStream own = BenchmarkStage.class.getClassLoader().getResourceAsStream(file)) {
      Files.copy(own, copy);
    }
    List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThat(
              loader.loadClass(BenchmarkStage.class.getName()).getMethod("defaultJar").invoke(null))
          .isEqualTo(classes.resolveSibling("benchmarks.jar"));
    }
  }

  @Test
  void aMissingJarIsToldBeforeAnythingRuns() {
    Path missing = folder.resolve("missing.jar");

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> stage(missing, folder).execute(Progress.NONE))
        .withMessageContainingAll(missing.toString(), "mvn package");
  }

  @Test
  void aFailureNamesTheLogAndItsCause() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jar"), "not a jar");

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> stage(broken, folder).execute(Progress.NONE))
        .withMessageContainingAll(
            folder.resolve("jmh.log").toString(), "exit code 1", "corrupt jarfile");
  }

  private BenchmarkStage stage(Path jar, Path run) {
    return new BenchmarkStage(
        jar,
        List.of(Scenarios.LATENCY, new StagesScenario()),
        List.of("first", "second"),
        3,
        2,
        SessionOverrides.parse("spinning=false,prepacking=true"),
        "which one?",
        folder.resolve("native code"),
        ModelFolder.at(folder.resolve("my models")),
        run);
  }
}
