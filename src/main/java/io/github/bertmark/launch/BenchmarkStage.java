package io.github.bertmark.launch;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.scenario.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The benchmarks of a run, as one {@link JmhProcess}.
 *
 * @param jar {@code benchmarks.jar}
 * @param scenarios that time each variant
 * @param variants ids of the variants to time
 * @param forks JVMs per variant
 * @param threads threads within one operator
 * @param session settings of the sessions that differ from each variant's own
 * @param query the text to classify; null for the usual one
 * @param library the folder of ONNX Runtime's native code; null if each fork is to unpack it
 * @param models where the variants lie
 * @param run the folder that gets {@code jmh.json}, {@code jmh.log} and {@code forks/}
 */
public record BenchmarkStage(
    Path jar,
    List<Scenario> scenarios,
    List<String> variants,
    int forks,
    int threads,
    SessionOverrides session,
    @Nullable String query,
    @Nullable Path library,
    ModelFolder models,
    Path run) {
  public BenchmarkStage {
    scenarios = List.copyOf(scenarios);
    variants = List.copyOf(variants);
  }

  /** {@code benchmarks.jar} beside the jar or the classes of this program. */
  public static Path defaultJar() {
    // As a URI, since a folder's name may hold what a URL escapes.
    URL code = BenchmarkStage.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(code.toString())).resolveSibling("benchmarks.jar");
  }

  /** Fails if there are no benchmarks to run. */
  public static void requireJar(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new InputException(
          jar, "no such file", "build it with mvn package, or name it with --benchmarks");
    }
  }

  /** Runs them to the end. */
  public void execute(Progress progress) throws IOException, InterruptedException {
    requireJar(jar);
    if (query != null) {
      AtomicFiles.writeString(queryFile(), query);
    }
    JmhProcess.run(command(), run.resolve("jmh.log"), scenarios, variants.size() * forks, progress);
  }

  public List<String> command() {
    return command(run.resolve("jmh.json"), run.resolve("forks"));
  }

  /** The command that leaves its results, and the records of its forks, elsewhere. */
  public List<String> command(Path results, Path forkRecords) {
    List<String> command = new ArrayList<>(JmhProcess.java(List.of(jar)));
    scenarios.forEach(scenario -> command.add(scenario.pattern()));
    command.addAll(List.of("-p", "variant=" + String.join(",", variants)));
    command.addAll(List.of("-f", Integer.toString(forks)));
    command.addAll(List.of("-foe", "true"));
    command.addAll(List.of("-rf", "json", "-rff", results.toString()));
    command.addAll(JmhProcess.ofForks(properties(), forkRecords, List.of()));
    return command;
  }

  /** A file, since neither JMH nor every platform hands on any text. */
  private Path queryFile() {
    return run.resolve("query.txt").toAbsolutePath();
  }

  /** What each JVM is told. */
  public Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("bertmark.models", models.toString());
    properties.put("bertmark.threads", Integer.toString(threads));
    if (!session.equals(SessionOverrides.NONE)) {
      properties.put("bertmark.session", session.toString());
    }
    if (query != null) {
      properties.put("bertmark.queryFile", queryFile().toString());
    }
    RunFiles files = new RunFiles(run);
    if (Files.exists(files.texts())) {
      properties.put("bertmark.texts", files.texts().toAbsolutePath().toString());
    }
    if (library != null) {
      properties.put(NativeLibrary.PROPERTY, library.toString());
    }
    return properties;
  }
}
