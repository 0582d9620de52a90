package io.github.bertmark.cli;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.LeftOut;
import io.github.bertmark.Progress;
import io.github.bertmark.ab.ForkTimes;
import io.github.bertmark.ab.Interleaving;
import io.github.bertmark.ab.NoiseDocument;
import io.github.bertmark.ab.NoiseStudy;
import io.github.bertmark.ab.NoiseTable;
import io.github.bertmark.ab.PairNoise;
import io.github.bertmark.ab.Side;
import io.github.bertmark.ab.VariantNoise;
import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.cli.option.AbProtocol;
import io.github.bertmark.cli.option.AbSides;
import io.github.bertmark.cli.option.GateOptions;
import io.github.bertmark.cli.option.OwnModelsOption;
import io.github.bertmark.cli.option.ThreadsOption;
import io.github.bertmark.cli.output.RunFolder;
import io.github.bertmark.cli.output.RunIds;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.host.HostProbe;
import io.github.bertmark.launch.BenchmarkStage;
import io.github.bertmark.launch.Build;
import io.github.bertmark.launch.ForkCalls;
import io.github.bertmark.launch.ForkProcesses;
import io.github.bertmark.launch.JmhProcess;
import io.github.bertmark.launch.SideSetup;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.run.SideRun;
import io.github.bertmark.source.Adopted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Finds out how noisy this machine is. */
@Command(
    name = "noise",
    description =
        "Measures this machine's noise: the same build against itself. The gate reads the result.",
    footerHeading = "%nExample:%n",
    footer = "  bertmark noise --variants=distilbert")
final class NoiseCommand implements Callable<Integer> {
  private static final int DEALS = 400;
  private static final long SEED = 20260101;

  @Mixin private AbProtocol protocol = new AbProtocol();
  @Mixin private OwnModelsOption ownModels = new OwnModelsOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @ParentCommand private Main main;

  @Option(
      names = "--build",
      paramLabel = "BUILD",
      description = "A benchmarks.jar or a checkout (default: benchmarks.jar beside this program).")
  private @Nullable Path build;

  @Option(
      names = "--variants",
      paramLabel = "ID",
      split = ",",
      defaultValue = "distilbert",
      description = "The variants, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<String> variants = List.of();

  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      description = "The folder of the models (default: the checkout's own, or models).")
  private @Nullable Path models;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "20",
      description = "Forks per variant in all (default: ${DEFAULT-VALUE}).")
  private int forks;

  @Option(
      names = "--per-side",
      paramLabel = "N",
      defaultValue = "5",
      description = "Forks a side of the comparisons made of them (default: ${DEFAULT-VALUE}).")
  private int perSide;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "10",
      description = {
        "Pairs of forks per variant whose calls take turns, as ab has them; 0 for none (default:",
        "${DEFAULT-VALUE})."
      })
  private int pairs;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose false alarms are counted (default: bertmark's own).")
  private @Nullable Path policyFile;

  @Option(
      names = "--store",
      paramLabel = "FILE",
      description = "Where the result is stored (default: where the gate looks for it).")
  private @Nullable Path store;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Where the forks' times go (default: results/ab/noise-<UTC time>).")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (pairs != 0 && pairs < 2) {
      throw new InputException(
          "--pairs", pairs + " tell nothing of how pairs differ", "give 2 or more, or 0 for none");
    }
    if (perSide < 2 || forks < 2 * perSide) {
      throw new InputException(
          "--forks",
          "%d forks are not enough for two sides of %d".formatted(forks, perSide),
          "give --per-side 2 or more, and --forks twice as many or more");
    }
    Instant start = Instant.now();
    ForkCalls calls = protocol.calls();
    List<SideSetup> setups = setups();
    JmhProcess.requireReady();
    Policy policy = policyFile == null ? Policy.DEFAULT : Policy.read(policyFile);
    Environment environment = HostProbe.environment();
    Path target = output == null ? Path.of("results", "ab", "noise-" + RunIds.of(start)) : output;
    NoiseDocument document;
    try (RunFolder folder = RunFolder.create(target)) {
      List<VariantNoise> found = new ArrayList<>();
      List<PairNoise> ofPairs = new ArrayList<>();
      boolean paired = pairs > 0 && AbSides.takeTurns(setups, main.err());
      for (SideSetup setup : setups) {
        found.add(study(setup, calls, policy, folder.path(), start, environment, main.progress()));
        if (paired) {
          ofPairs.add(pairs(setup, calls, policy, folder.path()));
        }
      }
      document =
          NoiseDocument.of(start, Version.number(), environment, perSide, policy, found, ofPairs);
      Json.write(folder.path().resolve("noise.json"), document);
      folder.complete();
    }
    Path stored = store == null ? GateOptions.storedNoise(main.environment()) : store;
    Json.write(stored, document);
    PrintWriter out = main.out();
    out.print(NoiseTable.of(document));
    out.println("Stored in " + stored + "; the forks are in " + target);
    out.flush();
    return 0;
  }

  private VariantNoise study(
      SideSetup setup,
      ForkCalls calls,
      Policy policy,
      Path folder,
      Instant start,
      Environment environment,
      Progress progress)
      throws IOException, InterruptedException {
    String variant = setup.variant().id();
    List<List<Double>> times = new ArrayList<>();
    SideRun side;
    try (ForkProcesses processes =
            new ForkProcesses(List.of(setup), calls, false, folder.resolve(variant));
        Progress.Task task = progress.start("Forks of " + variant, forks)) {
      for (int fork = 1; fork <= forks; fork++) {
        times.add(processes.run(Side.BASE, fork));
        task.advance(1);
      }
      side = processes.merge(Side.BASE, forks, start, environment);
    }
    return new NoiseStudy(policy.latencyRule(variant, null), perSide, DEALS, SEED)
        .of(variant, side.model().sha256(), side.protocol(), times);
  }

  private PairNoise pairs(SideSetup setup, ForkCalls calls, Policy policy, Path folder)
      throws IOException, InterruptedException {
    String variant = setup.variant().id();
    List<SideSetup> both = List.of(setup, setup.as(Side.CANDIDATE));
    try (ForkProcesses processes =
        new ForkProcesses(both, calls, true, folder.resolve(variant).resolve("pairs"))) {
      ForkTimes times =
          Interleaving.pairs(
              processes, pairs, SEED, main.progress(), "Pairs of forks of " + variant);
      return PairNoise.of(variant, policy.pairRule(variant, null), times);
    }
  }

  private List<SideSetup> setups() throws IOException {
    Build found = Build.at("--build", build == null ? BenchmarkStage.defaultJar() : build);
    Path own = found.models();
    Path folder = models != null ? models : own != null ? own : Path.of("models");
    Adopted adopted =
        ownModels.adopt(
            null, null, main.environment(), main.err(), main.progress(), LeftOut.NOTHING);
    List<ModelVariant> chosen =
        adopted != null
            ? adopted.variants()
            : variants.stream().map(ModelFolder.at(folder)::variant).toList();
    List<SideSetup> setups = new ArrayList<>();
    for (ModelVariant variant : chosen) {
      setups.add(
          new SideSetup(
              Side.BASE,
              found,
              List.of(),
              variant,
              threads.threads(),
              BenchmarkQuery.TEXT,
              List.of()));
    }
    return setups;
  }
}
