package io.github.bertmark.cli;

import io.github.bertmark.Progress;
import io.github.bertmark.classify.tokens.TimedQuery;
import io.github.bertmark.cli.option.DatasetOption;
import io.github.bertmark.cli.option.QueryOption;
import io.github.bertmark.cli.option.ScopeOptions;
import io.github.bertmark.cli.option.VariantsOption;
import io.github.bertmark.cli.output.RunFolder;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Times variants. */
@Command(
    name = "benchmark",
    description = "Times variants by JMH, in JVMs of their own. Let nothing else run meanwhile.",
    footerHeading = "%nExample:%n",
    footer = "  bertmark benchmark results/runs/mine --variants=distilbert")
final class BenchmarkCommand implements Callable<Integer> {
  @Mixin private VariantsOption variants = new VariantsOption();
  @Mixin private BenchmarkOptions benchmarks = new BenchmarkOptions();
  @Mixin private DatasetOption dataset = new DatasetOption();
  @Mixin private QueryOption query = new QueryOption();
  @Mixin private ScopeOptions scope = new ScopeOptions();
  @ParentCommand private Main main;

  @Parameters(paramLabel = "RUN", description = "The folder of the run, which must not exist yet.")
  private Path target = Path.of(".");

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = main.err();
    Progress progress = main.progress();
    scope.scenarios();
    LeftOutReport leftOut = new LeftOutReport(err);
    List<ModelVariant> asked = variants.variants(main.environment(), err, progress, leftOut);
    benchmarks.requireReady();
    Dataset queries = dataset.named(main.environment(), err, progress);
    if (queries != null) {
      EvaluateCommand.join(asked, queries, err);
    }
    Path library = main.nativeLibrary();
    TimedQuery timed = query.query(queries, asked);
    Map<String, String> settings = dataset.settings(main.environment());
    settings.putAll(query.settings());
    try (RunFolder folder = RunFolder.create(target)) {
      RunFiles files = new RunFiles(folder.path());
      Instant start = Instant.now();
      Map<ModelVariant, GraphRecord> inspected =
          benchmarks.inspect(asked, timed, files, progress, leftOut);
      List<ModelVariant> chosen = List.copyOf(inspected.keySet());
      benchmarks
          .provenance(target, start, scope, chosen, variants.settings(chosen), timed, settings)
          .without(leftOut.variants())
          .write(files);
      benchmarks.execute(
          scope,
          inspected,
          variants.models(),
          timed,
          DatasetOption.texts(queries),
          library,
          files,
          progress);
      folder.complete();
    }
    return leftOut.exitCode(0);
  }
}
