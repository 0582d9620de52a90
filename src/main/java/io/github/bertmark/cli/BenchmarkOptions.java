package io.github.bertmark.cli;

import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.results.Environment;
import io.github.bertmark.results.Provenance;
import io.github.bertmark.results.Provenance.RequestedVariant;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How variants are timed; the rest of the protocol is on the benchmark itself. */
final class BenchmarkOptions {
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private SessionOption session = new SessionOption();

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "5",
      description = "JVMs per variant (default: ${DEFAULT-VALUE}).")
  private int forks = 5;

  @Option(
      names = "--stages",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Time each stage of a call too, and a bare run of the model.")
  private boolean stages;

  @Option(
      names = "--benchmarks",
      paramLabel = "JAR",
      description = "JMH's jar (default: benchmarks.jar beside this program).")
  private @Nullable Path jar;

  int threads() {
    return threads.threads();
  }

  int forks() {
    return Positive.require("--forks", forks);
  }

  SessionOverrides session() {
    return session.session();
  }

  /**
   * The stage.
   *
   * @param library the folder of ONNX Runtime's native code; null if there is none
   */
  BenchmarkStage stage(
      List<ModelVariant> variants, Path models, @Nullable Path library, Path run) {
    return new BenchmarkStage(
        jar(), ids(variants), forks(), threads(), session(), library, stages, models, run);
  }

  /** What is known of a run at its start. */
  Provenance provenance(Path run, Instant start, List<ModelVariant> variants)
      throws InterruptedException {
    String command =
        "mvn verify -Pjmh -Dbertmark.variants=%s -Dbertmark.forks=%d -Dbertmark.threads=%d%s%s"
            .formatted(
                String.join(",", ids(variants)),
                forks(),
                threads(),
                session().equals(SessionOverrides.NONE) ? "" : " -Dbertmark.session=" + session(),
                stages ? " -Dbertmark.stages=true" : "");
    return new Provenance(
        Objects.requireNonNull(run.toAbsolutePath().normalize().getFileName()).toString(),
        start,
        Version.number(),
        Checkout.commit(Objects.requireNonNull(jar().toAbsolutePath().getParent())),
        command,
        variants.stream()
            .map(
                variant ->
                    new RequestedVariant(variant.id(), variant.displayName(), variant.parent()))
            .toList(),
        Environment.capture());
  }

  private Path jar() {
    return jar == null ? BenchmarkStage.defaultJar() : jar;
  }

  private static List<String> ids(List<ModelVariant> variants) {
    return variants.stream().map(ModelVariant::id).toList();
  }
}
