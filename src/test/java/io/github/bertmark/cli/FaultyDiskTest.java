package io.github.bertmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bertmark.ChildJvm;
import io.github.bertmark.Digests;
import io.github.bertmark.Tmpfs;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.launch.BenchmarksJar;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands on disks that are full or take nothing: a line, code 2, and what was there before is
 * there again. Two at once on one folder, each process 1 of a container: one run, whole.
 */
@Tag("kill")
class FaultyDiskTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"merge", "report", "compare", "report --format=csv"})
  void aDiskThatIsFullOrReadOnlyLosesNothing(String command) throws Exception {
    Path disk = folder.resolve("disk");
    try (Tmpfs mounted = Tmpfs.at(disk, 8 << 10)) {
      Path run = merged(disk.resolve("run"));
      assertThat(finish(Map.of(), "report", run.toString(), "--no-texts")).isZero();
      List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
      arguments.add(run.toString());
      if (command.equals("compare")) {
        arguments.addAll(List.of(run.toString(), "--output=" + disk.resolve("compared")));
      }
      Map<Path, String> before = digests(run);
      mounted.fill();
      for (int fault = 0; fault < 2; fault++) {
        assertThat(finish(Map.of(), arguments.toArray(String[]::new))).isEqualTo(2);
        assertOneLine();
        assertThat(digests(run)).isEqualTo(before);
        mounted.protect();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 1 << 10, 4 << 10, 17 << 10})
  void aRunThatDoesNotFitIsKeptAsFailed(int kibibytes) throws Exception {
    buildModel();
    try (Tmpfs mounted = Tmpfs.at(folder.resolve("disk"), kibibytes)) {
      Path target = folder.resolve("disk/run");
      assertThat(finish(Map.of(), run(target))).isEqualTo(2);
      assertThat(lastError()).startsWith("bertmark: ").contains("disk");
      assertThat(target).doesNotExist();
      mounted.protect();
      assertThat(finish(Map.of(), run(folder.resolve("disk/other")))).isEqualTo(2);
      assertThat(lastError()).startsWith("bertmark: ").contains("Read-only file system");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BERTMARK_HOME", "java.io.tmpdir"})
  void aRunNeedsNeitherCacheNorTemporaryFolderOfSize(String place) throws Exception {
    buildModel();
    Path disk = folder.resolve("disk");
    try (Tmpfs mounted = Tmpfs.at(disk, 64)) {
      mounted.fill();
      Map<String, String> environment =
          place.equals("BERTMARK_HOME")
              ? Map.of(place, disk.toString())
              : Map.of("JAVA_TOOL_OPTIONS", "-D" + place + "=" + disk);
      assertThat(finish(environment, run(folder.resolve("run")))).as(lastError()).isZero();
      assertThat(RunDocument.read(folder.resolve("run")).variants()).hasSize(1);
    }
  }

  @Test
  void aUserWithoutAHomeLeavesNoFolderBesideTheResults() throws Exception {
    buildModel();
    Path home = Files.createDirectories(folder.resolve("where"));
    List<String> command = command(run(folder.resolve("run")));
    command.add(1, "-Duser.home=?");
    ProcessBuilder builder = builder(command).directory(home.toFile());
    builder.environment().clear();
    assertThat(builder.start().waitFor()).as(lastError()).isZero();
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).isEmpty();
    }
  }

  /** Each in a container of its own, where it is process 1, on the same folders. */
  @ParameterizedTest
  @ValueSource(strings = {"run", "merge", "report", "prepare"})
  void twoContainersOnOneFolder(String command) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "no unshare");
    buildModel();
    Path run = merged(folder.resolve("merged"));
    Path target = folder.resolve("run");
    String[] arguments =
        switch (command) {
          case "run" -> run(target);
          case "prepare" ->
              new String[] {"prepare", "--models=" + folder.resolve("models"), "--variants=one"};
          default -> new String[] {command, run.toString()};
        };
    List<Process> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      List<String> contained =
          new ArrayList<>(List.of("unshare", "--pid", "--fork", "--mount-proc"));
      contained.addAll(command(arguments));
      both.add(builder(contained).redirectError(folder.resolve("err-" + i).toFile()).start());
    }
    List<Integer> codes = new ArrayList<>();
    for (Process process : both) {
      codes.add(process.waitFor());
    }
    String errors =
        Files.readString(folder.resolve("err-0")) + Files.readString(folder.resolve("err-1"));
    assumeTrue(!errors.contains("unshare: "), "only root can make namespaces");
    if (command.equals("run")) {
      assertThat(codes).as(errors).containsExactlyInAnyOrder(0, 2);
      assertThat(errors).contains("is there already");
      assertThat(RunDocument.read(target).variants()).hasSize(1);
    } else {
      assertThat(codes).as(errors).containsExactly(0, 0);
      assertThat(RunDocument.read(run).variants()).hasSize(2);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.matches("\\..*\\.(tmp|new|old)"));
    }
  }

  private void buildModel() throws Exception {
    TinyModels.build(folder.resolve("models"), "one", "bert", Datasets.sample().labels());
    BenchmarksJar.in(folder);
  }

  private static Path merged(Path run) throws IOException {
    RunFixture.ofReferenceVariants().quick().write(run);
    assertThat(Invocation.of("merge", run.toString()).exitCode()).isZero();
    return run;
  }

  private static Map<Path, String> digests(Path run) throws IOException {
    Map<Path, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(file, Digests.sha256(file));
      }
    }
    return digests;
  }

  private String[] run(Path target) {
    return new String[] {
      "run",
      "--models=" + folder.resolve("models"),
      "--variants=one",
      "--forks=1",
      "--threads=1",
      "--scenarios=latency",
      "--sample",
      "--output=" + target,
      "--benchmarks=" + folder.resolve("benchmarks.jar")
    };
  }

  private void assertOneLine() throws IOException {
    assertThat(errors().lines().filter(line -> line.startsWith("bertmark: "))).hasSize(1);
    assertThat(lastError()).startsWith("bertmark: ").doesNotContain(".tmp", ".new");
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err.log"));
  }

  private String lastError() throws IOException {
    List<String> lines = errors().lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  private int finish(Map<String, String> environment, String... arguments) throws Exception {
    ProcessBuilder builder = builder(command(arguments));
    builder.environment().putAll(environment);
    return builder.start().waitFor();
  }

  private static List<String> command(String... arguments) {
    List<String> all = new ArrayList<>(List.of("-Djmh.ignoreLock=true", Main.class.getName()));
    all.addAll(List.of(arguments));
    return new ArrayList<>(ChildJvm.command(all.toArray(String[]::new)));
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("BERTMARK_DATASET");
    return builder
        .redirectOutput(folder.resolve("out.log").toFile())
        .redirectError(folder.resolve("err.log").toFile());
  }
}
