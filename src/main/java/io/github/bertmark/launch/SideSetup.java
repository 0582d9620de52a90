package io.github.bertmark.launch;

import io.github.bertmark.InputException;
import io.github.bertmark.ab.Side;
import io.github.bertmark.merge.SideMerger;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.raw.SideFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a comparison runs.
 *
 * @param addedClassPath jars that come before the benchmarks, other releases of a library
 * @param threads within one operator
 * @param jvmArguments of the forks, added to JMH's
 */
public record SideSetup(
    Side side,
    Build build,
    List<Path> addedClassPath,
    ModelVariant variant,
    int threads,
    String query,
    List<String> jvmArguments) {
  /**
   * A side whose variant is checked to be built.
   *
   * @throws InputException if its model or tokenizer is missing
   */
  public SideSetup {
    addedClassPath = List.copyOf(addedClassPath);
    jvmArguments = List.copyOf(jvmArguments);
    for (Path file : List.of(variant.modelFile(), variant.tokenizerFile())) {
      if (!Files.isRegularFile(file)) {
        throw new InputException(file, "no such file", wayToBuild(variant));
      }
    }
  }

  private static String wayToBuild(ModelVariant variant) {
    return variant.source() == null
        ? "put the variant's own file there"
        : "build it: bertmark prepare --models=%s --variants=%s"
            .formatted(models(variant), variant.id());
  }

  /** The same on a side. */
  public SideSetup as(Side other) {
    return new SideSetup(other, build, addedClassPath, variant, threads, query, jvmArguments);
  }

  /**
   * JMH's command for one fork.
   *
   * @param turns that it takes with one of the other side; null if it runs alone
   */
  List<String> command(ForkCalls calls, SideFiles files, int fork, @Nullable Turnstile turns) {
    List<Path> classPath = new ArrayList<>(addedClassPath);
    classPath.add(build.jar());
    List<String> command =
        new ArrayList<>(
            turns == null ? JmhProcess.java(classPath) : JmhProcess.java(classPath, true));
    command.add("\\.ClassifyBenchmark\\.classify$");
    command.addAll(List.of("-p", "variant=" + variant.id()));
    command.addAll(List.of("-f", "1"));
    command.addAll(List.of("-wi", Integer.toString(calls.warmups())));
    command.addAll(List.of("-i", Integer.toString(calls.timed())));
    command.addAll(List.of("-foe", "true"));
    command.addAll(List.of("-prof", "gc"));
    command.addAll(List.of("-rf", "json", "-rff", files.jmh(fork).toString()));
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("bertmark.models", models(variant));
    properties.put("bertmark.threads", Integer.toString(threads));
    properties.put("bertmark.query", query);
    if (turns != null) {
      properties.put("bertmark.turns", turns.told(side));
      // Threads that spin on behind a call would take the cores of the other side's.
      properties.put("bertmark.session", "session.force_spinning_stop=1");
    }
    command.addAll(JmhProcess.ofForks(properties, files.forks(), jvmArguments));
    return command;
  }

  private static String models(ModelVariant variant) {
    Path folder = variant.folder().toAbsolutePath().normalize();
    return Objects.requireNonNull(folder.getParent()).toString();
  }

  /** What the join of its forks holds it to. */
  SideMerger.Order order(boolean paired) throws IOException, InterruptedException {
    return new SideMerger.Order(
        side.id(),
        build.jar(),
        build.version(),
        build.commit(),
        variant.id(),
        variant.displayName(),
        ModelFiles.of(variant).bytes(),
        threads,
        query,
        paired);
  }
}
