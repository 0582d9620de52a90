package io.github.bertmark.cli;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.Json;
import io.github.bertmark.ab.AbDocument;
import io.github.bertmark.ab.AbSummary;
import io.github.bertmark.ab.Interleaving;
import io.github.bertmark.ab.Side;
import io.github.bertmark.cli.option.AbForks;
import io.github.bertmark.cli.option.AbProtocol;
import io.github.bertmark.cli.option.AbSides;
import io.github.bertmark.cli.option.GateOptions;
import io.github.bertmark.cli.output.RunFolder;
import io.github.bertmark.cli.output.RunIds;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.gate.ComparabilityGuard;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.gate.QueryTexts;
import io.github.bertmark.host.HostProbe;
import io.github.bertmark.launch.ForkCalls;
import io.github.bertmark.launch.ForkProcesses;
import io.github.bertmark.launch.JmhProcess;
import io.github.bertmark.launch.SideSetup;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.metric.Factor;
import io.github.bertmark.report.ComparisonMarkdown;
import io.github.bertmark.report.ComparisonTable;
import io.github.bertmark.run.SideRun;
import io.github.bertmark.statistics.change.SequentialRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Compares two builds on this machine. */
@Command(
    name = "ab",
    description =
        "Compares two builds on this machine: their calls take turns, and it stops when the verdict is settled.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing got worse",
      "1:an unexpected failure",
      "2:wrong usage, or an input that cannot be used",
      "3:the candidate is worse",
      "4:not comparable, or undecided and it looks worse"
    },
    footerHeading = "%nExample:%n",
    footer = "  bertmark ab --base=../before --candidate=. --variants=distilbert")
final class AbCommand implements Callable<Integer> {
  @Mixin private AbSides sides = new AbSides();
  @Mixin private AbProtocol protocol = new AbProtocol();
  @Mixin private AbForks forks = new AbForks();
  @Mixin private GateOptions gate = new GateOptions();
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the order of calls or forks (default: from the clock).")
  private @Nullable Long seed;

  @Option(
      names = "--unpaired",
      description = {
        "Forks one after the other, not in pairs whose calls take turns: shows what each side",
        "takes alone, threads that spin between calls included, but sees far less."
      })
  private boolean unpaired;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Where the comparison goes, not there yet (default: results/ab/<UTC time>).")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = main.err();
    Instant start = Instant.now();
    ForkCalls calls = protocol.calls();
    List<SideSetup> setups = sides.setups(main.environment(), err, main.progress());
    String variant = setups.get(0).variant().id();
    JmhProcess.requireReady();
    Policy policy = gate.policy().testing(List.of(Factor.values()));
    Environment environment = HostProbe.environment();
    NoiseFloor noise = gate.noise(main.environment());
    NoiseFloor ownNoise =
        noise != null && ComparabilityGuard.isSameMachine(noise.environment(), environment)
            ? noise
            : null;
    boolean paired = !unpaired && AbSides.takeTurns(setups, err);
    SequentialRule rule =
        forks.rule(
            paired ? policy.pairRule(variant, ownNoise) : policy.latencyRule(variant, ownNoise));
    Path target = output == null ? Path.of("results", "ab", RunIds.of(start)) : output;
    RunFolder folder = RunFolder.create(target);
    Comparison comparison;
    String summary;
    try (folder;
        ForkProcesses processes = new ForkProcesses(setups, calls, paired, folder.path())) {
      long order = seed == null ? start.toEpochMilli() : seed;
      Interleaving done =
          paired
              ? Interleaving.runPairs(processes, rule, order, main.progress())
              : Interleaving.run(processes, rule, order, main.progress());
      SideRun base = processes.merge(Side.BASE, done.times().base().size(), start, environment);
      SideRun candidate =
          processes.merge(Side.CANDIDATE, done.times().candidate().size(), start, environment);
      comparison =
          new Gate(policy.atConfidence(done.last().confidence()), noise, List.of(), QueryTexts.NONE)
              .compare(base, candidate);
      AbDocument document =
          new AbDocument(
              AbDocument.SCHEMA_VERSION,
              String.valueOf(target.toAbsolutePath().normalize().getFileName()),
              start,
              Version.number(),
              "bertmark " + String.join(" ", spec.commandLine().getParseResult().originalArgs()),
              variant,
              order,
              done.order(),
              done.looks());
      Json.write(folder.path().resolve("ab.json"), document);
      Json.write(folder.path().resolve("comparison.json"), comparison);
      AbSummary how = new AbSummary(document, base, candidate);
      AtomicFiles.writeString(
          folder.path().resolve("summary.md"), ComparisonMarkdown.of(comparison) + how.markdown());
      summary = how.line();
      folder.complete();
    } finally {
      if (!folder.path().equals(target.toAbsolutePath().normalize())) {
        err.println("What was measured before it failed is kept in " + folder.path());
        err.flush();
      }
    }
    PrintWriter out = main.out();
    out.println(summary);
    out.print(ComparisonTable.of(comparison));
    out.println("In " + target + ": summary.md, comparison.json, ab.json, base/, candidate/");
    out.flush();
    return comparison.exitCode();
  }
}
