package io.github.bertmark.cli;

import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import io.github.bertmark.Progress;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.classify.tokens.TimedQuery;
import io.github.bertmark.cli.option.DatasetOption;
import io.github.bertmark.cli.option.QueryOption;
import io.github.bertmark.cli.option.SessionOption;
import io.github.bertmark.cli.option.ThreadsOption;
import io.github.bertmark.cli.option.VariantsOption;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.host.HostProbe;
import io.github.bertmark.inspect.GraphInspector;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Looks at what ONNX Runtime makes of variants. */
@Command(
    name = "inspect",
    description =
        "Tells what ONNX Runtime makes of variants: fused operators, kernels, work, and where the time goes.",
    footerHeading = "%nExample:%n",
    footer = "  bertmark inspect results/runs/mine --variants=distilbert-int8")
public final class InspectCommand implements Callable<Integer> {
  @Mixin private VariantsOption variants = new VariantsOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private SessionOption session = new SessionOption();
  @Mixin private DatasetOption dataset = new DatasetOption();
  @Mixin private QueryOption query = new QueryOption();
  @ParentCommand private Main main;

  @Parameters(paramLabel = "RUN", description = "The folder that gets graph/.")
  private Path run = Path.of(".");

  @Override
  public Integer call() throws IOException {
    PrintWriter err = main.err();
    RunFiles files = new RunFiles(run);
    Progress progress = main.progress();
    LeftOutReport leftOut = new LeftOutReport(err);
    List<ModelVariant> chosen = variants.variants(main.environment(), err, progress, leftOut);
    Dataset queries = dataset.named(main.environment(), err, progress);
    TimedQuery timed = query.query(queries, chosen);
    inspect(chosen, threads.threads(), session.session(), timed, files, progress, leftOut)
        .keySet()
        .forEach(variant -> main.out().println(files.graph(variant.id())));
    return leftOut.exitCode(0);
  }

  /**
   * The stage: one after the other, since each is timed.
   *
   * @param leftOut is told of those that do not run
   * @return those that do, in order, with what was seen
   */
  public static Map<ModelVariant, GraphRecord> inspect(
      List<ModelVariant> variants,
      int threads,
      SessionOverrides session,
      TimedQuery query,
      RunFiles run,
      Progress progress,
      LeftOut leftOut)
      throws IOException {
    GraphInspector inspector = new GraphInspector(HostProbe.environment());
    Map<ModelVariant, GraphRecord> records = new LinkedHashMap<>();
    LeftOut one = leftOut.among(variants.size());
    try (Progress.Task task = progress.start("inspect", variants.size())) {
      for (ModelVariant variant : variants) {
        Files.createDirectories(run.path());
        try {
          GraphRecord record =
              inspector.inspect(
                  variant,
                  SessionSettings.of(threads, variant, session),
                  query.text(),
                  run.path().resolve("inspect.tmp"));
          record.write(run);
          records.put(variant, record);
        } catch (InputException e) {
          one.add(variant.id(), e);
        }
        task.advance(1);
      }
    }
    return records;
  }
}
