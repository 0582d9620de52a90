package io.github.bertmark.cli;

import io.github.bertmark.Json;
import io.github.bertmark.LeftOut;
import io.github.bertmark.Progress;
import io.github.bertmark.classify.tokens.TimedQuery;
import io.github.bertmark.cli.option.LoadOptions;
import io.github.bertmark.cli.option.Positive;
import io.github.bertmark.cli.option.ScopeOptions;
import io.github.bertmark.cli.option.SessionOption;
import io.github.bertmark.cli.option.ThreadsOption;
import io.github.bertmark.evaluate.QuickLook;
import io.github.bertmark.host.HostProbe;
import io.github.bertmark.launch.BenchmarkStage;
import io.github.bertmark.launch.Checkout;
import io.github.bertmark.launch.JmhProcess;
import io.github.bertmark.launch.MachineStage;
import io.github.bertmark.launch.ProcessStage;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelOrigin;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.raw.Provenance;
import io.github.bertmark.raw.Provenance.RequestedVariant;
import io.github.bertmark.run.Found;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.scenario.MachineScenario;
import io.github.bertmark.scenario.ProcessScenario;
import io.github.bertmark.scenario.Scenario;
import io.github.bertmark.scenario.list.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How variants are timed; the rest of the protocol is on the benchmark itself. */
public final class BenchmarkOptions {
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private SessionOption session = new SessionOption();
  @Mixin private LoadOptions load = new LoadOptions();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "JVMs per variant (default: 5, of a quick look 2).")
  private @Nullable Integer forks;

  @Option(
      names = "--benchmarks",
      paramLabel = "JAR",
      description = "JMH's jar (default: benchmarks.jar beside this program).")
  private @Nullable Path jar;

  int threads() {
    return threads.threads();
  }

  public int forksOr(int byDefault) {
    return forks == null ? byDefault : Positive.require("--forks", forks);
  }

  public SessionOverrides session() {
    return session.session();
  }

  /** Fails before any work if JMH could not do its own. */
  void requireReady() {
    forksOr(1);
    load.settings();
    BenchmarkStage.requireJar(jar());
    JmhProcess.requireReady();
  }

  /**
   * Looks at the models.
   *
   * @param query that will be timed
   * @param leftOut is told of those that do not run, so that nothing is timed in vain
   * @return those that do, in order
   */
  Map<ModelVariant, GraphRecord> inspect(
      List<ModelVariant> variants,
      TimedQuery query,
      RunFiles run,
      Progress progress,
      LeftOut leftOut)
      throws IOException {
    return InspectCommand.inspect(variants, threads(), session(), query, run, progress, leftOut);
  }

  /**
   * Measures the machine, and times the variants.
   *
   * @param scope what to measure
   * @param inspected variants that run
   * @param query to time
   * @param texts of the data set, for scenarios that ask different ones
   * @param library the folder of ONNX Runtime's native code; null if there is none
   */
  public void execute(
      ScopeOptions scope,
      Map<ModelVariant, GraphRecord> inspected,
      ModelFolder models,
      TimedQuery query,
      List<String> texts,
      @Nullable Path library,
      RunFiles run,
      Progress progress)
      throws IOException, InterruptedException {
    List<Scenario> scenarios = scope.scenarios();
    BenchmarkStage stage =
        new BenchmarkStage(
            jar(),
            scenarios.stream().filter(BenchmarkOptions::isOfJmh).toList(),
            ids(inspected.keySet()),
            forksOr(scope.defaultForks()),
            threads(),
            session(),
            query.equals(TimedQuery.BOOK) ? null : query.text(),
            library,
            models,
            run.path());
    requireReady();
    List<GraphRecord> graphs = List.copyOf(inspected.values());
    for (Scenario scenario : scenarios) {
      if (scenario instanceof MachineScenario ofMachine) {
        new MachineStage(jar(), ofMachine, threads(), graphs, run).execute(progress);
      }
    }
    Json.write(run.texts(), texts);
    try {
      stage.execute(progress);
      for (Scenario scenario : scenarios) {
        if (scenario instanceof ProcessScenario ofProcesses && ofProcesses.isPossible()) {
          new ProcessStage(
                  jar(),
                  ofProcesses,
                  List.copyOf(inspected.keySet()),
                  properties(stage),
                  ofProcesses.processes(stage.forks()),
                  run)
              .execute(progress);
        }
      }
    } finally {
      // A run is to be shown; the texts may be of somebody who does not want that.
      Files.deleteIfExists(run.texts());
    }
  }

  private Map<String, String> properties(BenchmarkStage stage) {
    Map<String, String> properties = stage.properties();
    load.settings()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                properties.put("bertmark." + name, value);
              }
            });
    return properties;
  }

  private static boolean isOfJmh(Scenario scenario) {
    return !(scenario instanceof MachineScenario) && !(scenario instanceof ProcessScenario);
  }

  /**
   * The whole call alone, with a single fork and these settings before those of the command line.
   */
  public BenchmarkStage oneFork(
      List<ModelVariant> variants,
      ModelFolder models,
      SessionOverrides settings,
      @Nullable Path library,
      Path folder) {
    return new BenchmarkStage(
        jar(),
        List.of(Scenarios.LATENCY),
        ids(variants),
        1,
        threads(),
        settings.over(session()),
        null,
        library,
        models,
        folder);
  }

  /**
   * What is known of a study at its start.
   *
   * @param asked which models, as options that repeat it
   */
  public Provenance studyProvenance(
      Path study,
      Instant start,
      int forks,
      List<ModelVariant> variants,
      Map<String, String> asked,
      List<String> settings)
      throws InterruptedException {
    Map<String, String> options = new LinkedHashMap<>(asked);
    options.put("forks", Integer.toString(forks));
    options.put("threads", Integer.toString(threads()));
    String command =
        "java -jar bertmark.jar study"
            + arguments("--", options)
            + settings.stream()
                .map(setting -> " " + quoted("--setting=" + setting))
                .collect(Collectors.joining())
            + " "
            + quoted(study.toString());
    return provenance(study, start, variants, null, null, command);
  }

  /**
   * What is known of a run at its start.
   *
   * @param asked which models, as settings of a build that repeats it
   * @param query that is timed
   * @param further settings that the command which repeats the run has to name
   */
  public Provenance provenance(
      Path run,
      Instant start,
      ScopeOptions scope,
      List<ModelVariant> variants,
      Map<String, String> asked,
      TimedQuery query,
      Map<String, String> further)
      throws InterruptedException {
    List<Scenario> scenarios = scope.scenarios();
    Map<String, String> settings = new LinkedHashMap<>(asked);
    settings.put("quick", scope.quick() == null ? "" : "true");
    settings.put("forks", Integer.toString(forksOr(scope.defaultForks())));
    settings.put("threads", Integer.toString(threads()));
    settings.put("session", session().toString());
    settings.put(
        "scenarios", scenarios.equals(scope.defaultScenarios()) ? "" : Scenarios.ids(scenarios));
    settings.putAll(load.settings());
    settings.putAll(further);
    String command = "mvn verify -Pjmh" + arguments("-Dbertmark.", settings);
    return provenance(run, start, variants, scope.quick(), query.choice(), command);
  }

  private static String arguments(String prefix, Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(setting -> !setting.getValue().isEmpty())
        .map(setting -> " " + quoted(prefix + setting.getKey() + "=" + setting.getValue()))
        .collect(Collectors.joining());
  }

  /** For a shell, if it would take an argument apart. */
  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  private Provenance provenance(
      Path run,
      Instant start,
      List<ModelVariant> variants,
      @Nullable QuickLook quick,
      @Nullable String queryChoice,
      String command)
      throws InterruptedException {
    return new Provenance(
        Objects.requireNonNull(run.toAbsolutePath().normalize().getFileName()).toString(),
        start,
        Version.number(),
        Checkout.commit(Objects.requireNonNull(jar().toAbsolutePath().getParent())),
        command,
        variants.stream().map(BenchmarkOptions::requested).toList(),
        null,
        quick,
        queryChoice,
        HostProbe.environment());
  }

  private static RequestedVariant requested(ModelVariant variant) {
    ModelOrigin origin = variant.origin();
    return new RequestedVariant(
        variant.id(),
        variant.displayName(),
        variant.parent(),
        origin == null ? null : new Found(origin.labels(), origin.found()));
  }

  private Path jar() {
    return jar == null ? BenchmarkStage.defaultJar() : jar;
  }

  private static List<String> ids(Collection<ModelVariant> variants) {
    return variants.stream().map(ModelVariant::id).toList();
  }
}
