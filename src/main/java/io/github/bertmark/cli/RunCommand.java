package io.github.bertmark.cli;

import io.github.bertmark.AtomicFileSet;
import io.github.bertmark.Progress;
import io.github.bertmark.classify.tokens.TimedQuery;
import io.github.bertmark.cli.option.DatasetOption;
import io.github.bertmark.cli.option.GateOptions;
import io.github.bertmark.cli.option.QueryOption;
import io.github.bertmark.cli.option.ScopeOptions;
import io.github.bertmark.cli.option.VariantsOption;
import io.github.bertmark.cli.output.RunFolder;
import io.github.bertmark.cli.output.RunIds;
import io.github.bertmark.cli.output.RunListing;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.gate.QueryTexts;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.raw.Provenance;
import io.github.bertmark.report.ComparisonTable;
import io.github.bertmark.report.ReportWriter;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The whole job: every stage, one after the other, into one folder. */
@Command(
    name = "run",
    description = "Does the whole job: it prepares, benchmarks, evaluates, merges and reports.",
    footerHeading = "%nExamples:%n",
    footer = {"  bertmark run --quick", "  bertmark run --model my-model/ --dataset my-test.csv"})
final class RunCommand implements Callable<Integer> {
  @Mixin private VariantsOption variants = new VariantsOption();
  @Mixin private BenchmarkOptions benchmarks = new BenchmarkOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();
  @Mixin private DatasetOption dataset = new DatasetOption();
  @Mixin private QueryOption query = new QueryOption();
  @Mixin private GateOptions gate = new GateOptions();
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "The folder of the run, not there yet (default: results/runs/<UTC time>).")
  private @Nullable Path output;

  @Option(
      names = "--baseline",
      paramLabel = "RUN",
      description = "Compare with this run, and fail if something got worse: folder or run.json.")
  private @Nullable Path baseline;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = main.err();
    Progress progress = main.progress();
    Instant start = Instant.now();
    // Before the long work, so that what cannot be read is told at once.
    StoredRun before = baseline == null ? null : StoredRun.read(baseline).asBaseline();
    Policy policy = gate.policy();
    NoiseFloor noise = gate.noise(main.environment());
    scope.scenarios();
    query.named();
    Path target = output == null ? Path.of("results", "runs", RunIds.of(start)) : output;
    variants.requireKnown();
    RunFolder.requireFree(target);
    benchmarks.requireReady();
    ReportWriter.requireFonts();
    Dataset queries = dataset.resolve(main.environment(), err, progress);
    LeftOutReport leftOut = new LeftOutReport(err);
    List<ModelVariant> asked = variants.variants(main.environment(), err, progress, leftOut);
    EvaluateCommand.join(asked, queries, err);
    List<ModelVariant> there =
        PrepareCommand.prepare(asked, variants.base(), err, progress, leftOut);
    Path library = main.nativeLibrary();
    TimedQuery timed = query.query(queries, there);
    Map<String, String> settings = dataset.settings(main.environment());
    settings.putAll(query.settings());

    RunFolder folder = RunFolder.create(target);
    List<ModelVariant> chosen;
    String table;
    try (folder) {
      RunFiles files = new RunFiles(folder.path());
      Map<ModelVariant, GraphRecord> inspected =
          benchmarks.inspect(there, timed, files, progress, leftOut);
      chosen = List.copyOf(inspected.keySet());
      Provenance provenance =
          benchmarks.provenance(
              target, start, scope, chosen, variants.settings(chosen), timed, settings);
      provenance.without(leftOut.variants()).write(files);
      benchmarks.execute(
          scope,
          inspected,
          variants.models(),
          timed,
          DatasetOption.texts(queries),
          library,
          files,
          progress);
      EvaluateCommand.evaluate(
          chosen,
          queries,
          benchmarks.session(),
          scope.quick(),
          timed,
          files,
          err,
          progress,
          leftOut);
      // One may have answered nothing, on a text that only the accuracy pass has.
      provenance.without(leftOut.variants()).write(files);
      MergeCommand.merge(files, variants.models());
      table = ReportCommand.report(files, null, queries);
      folder.complete();
    } finally {
      if (!folder.path().equals(target.toAbsolutePath().normalize())) {
        err.println("What the run made before it failed is kept in " + folder.path());
        err.flush();
      }
    }
    PrintWriter out = main.out();
    out.print(table);
    int exitCode = 0;
    if (before != null) {
      QueryTexts texts = GateOptions.texts(queries);
      List<String> ids = chosen.stream().map(ModelVariant::id).toList();
      boolean named = spec.commandLine().getParseResult().hasMatchedOption("--variants");
      Gate comparing = new Gate(policy, noise, named ? ids : List.of(), texts);
      Comparison comparison = comparing.compare(before, StoredRun.read(target));
      GateOptions.add(new AtomicFileSet(), comparison, target, "comparison").write();
      out.print("\n" + ComparisonTable.of(comparison));
      exitCode = comparison.exitCode();
    }
    RunListing.of(target).forEach(out::println);
    out.flush();
    return leftOut.exitCode(exitCode);
  }
}
