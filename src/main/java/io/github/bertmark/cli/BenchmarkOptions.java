package io.github.bertmark.cli;

import io.github.bertmark.Progress;
import io.github.bertmark.cli.option.Positive;
import io.github.bertmark.cli.option.SessionOption;
import io.github.bertmark.cli.option.ThreadsOption;
import io.github.bertmark.host.HostProbe;
import io.github.bertmark.launch.BenchmarkStage;
import io.github.bertmark.launch.Checkout;
import io.github.bertmark.launch.JmhProcess;
import io.github.bertmark.launch.LimitStage;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.raw.Provenance;
import io.github.bertmark.raw.Provenance.RequestedVariant;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How variants are timed; the rest of the protocol is on the benchmark itself. */
public final class BenchmarkOptions {
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private SessionOption session = new SessionOption();

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "5",
      description = "JVMs per variant (default: ${DEFAULT-VALUE}).")
  private int forks = 5;

  @Option(
      names = "--peers",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      paramLabel = "true|false",
      description =
          "Time each stage of a call, and other ways to run the models (default:"
              + " ${DEFAULT-VALUE}).")
  private boolean peers = true;

  @Option(
      names = "--limits",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      paramLabel = "true|false",
      description =
          "Measure what this machine can do at all, to hold the latencies against (default:"
              + " ${DEFAULT-VALUE}).")
  private boolean limits = true;

  @Option(
      names = "--benchmarks",
      paramLabel = "JAR",
      description = "JMH's jar (default: benchmarks.jar beside this program).")
  private @Nullable Path jar;

  int threads() {
    return threads.threads();
  }

  public int forks() {
    return Positive.require("--forks", forks);
  }

  public SessionOverrides session() {
    return session.session();
  }

  /** Fails before any work if JMH could not do its own. */
  void requireReady() {
    forks();
    BenchmarkStage.requireJar(jar());
    JmhProcess.requireReady();
  }

  /**
   * Looks at the models, measures the machine's limits, and times the variants.
   *
   * @param library the folder of ONNX Runtime's native code; null if there is none
   */
  public void execute(
      List<ModelVariant> variants,
      Path models,
      @Nullable Path library,
      RunFiles run,
      Progress progress)
      throws IOException, InterruptedException {
    BenchmarkStage stage =
        new BenchmarkStage(
            jar(),
            ids(variants),
            forks(),
            threads(),
            session(),
            library,
            peers,
            models,
            run.path());
    requireReady();
    List<GraphRecord> graphs =
        InspectCommand.inspect(variants, threads(), session(), run, progress);
    if (limits) {
      new LimitStage(jar(), LimitStage.products(graphs), threads(), run).execute(progress);
    }
    stage.execute(progress);
  }

  /**
   * The whole call alone, with a single fork and these settings before those of the command line.
   */
  public BenchmarkStage oneFork(
      List<ModelVariant> variants,
      Path models,
      SessionOverrides settings,
      @Nullable Path library,
      Path folder) {
    return new BenchmarkStage(
        jar(),
        ids(variants),
        1,
        threads(),
        settings.over(session()),
        library,
        false,
        models,
        folder);
  }

  /** What is known of a study at its start. */
  public Provenance studyProvenance(
      Path study, Instant start, List<ModelVariant> variants, List<String> settings)
      throws InterruptedException {
    String command =
        "java -jar bertmark.jar study --variants=%s --forks=%d --threads=%d%s %s"
            .formatted(
                String.join(",", ids(variants)),
                forks(),
                threads(),
                settings.stream()
                    .map(setting -> " '--setting=" + setting + "'")
                    .collect(Collectors.joining()),
                study);
    return provenance(study, start, variants, command);
  }

  /** What is known of a run at its start. */
  public Provenance provenance(Path run, Instant start, List<ModelVariant> variants)
      throws InterruptedException {
    String command =
        "mvn verify -Pjmh -Dbertmark.variants=%s -Dbertmark.forks=%d -Dbertmark.threads=%d%s%s%s"
            .formatted(
                String.join(",", ids(variants)),
                forks(),
                threads(),
                session().equals(SessionOverrides.NONE) ? "" : " -Dbertmark.session=" + session(),
                peers ? "" : " -Dbertmark.peers=false",
                limits ? "" : " -Dbertmark.limits=false");
    return provenance(run, start, variants, command);
  }

  private Provenance provenance(
      Path run, Instant start, List<ModelVariant> variants, String command)
      throws InterruptedException {
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
        HostProbe.environment());
  }

  private Path jar() {
    return jar == null ? BenchmarkStage.defaultJar() : jar;
  }

  private static List<String> ids(List<ModelVariant> variants) {
    return variants.stream().map(ModelVariant::id).toList();
  }
}
