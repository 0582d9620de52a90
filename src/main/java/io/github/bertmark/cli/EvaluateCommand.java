package io.github.bertmark.cli;

import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import io.github.bertmark.PlainText;
import io.github.bertmark.Progress;
import io.github.bertmark.classify.tokens.TimedQuery;
import io.github.bertmark.cli.option.DatasetOption;
import io.github.bertmark.cli.option.QueryOption;
import io.github.bertmark.cli.option.QuickOption;
import io.github.bertmark.cli.option.SessionOption;
import io.github.bertmark.cli.option.VariantsOption;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.evaluate.Evaluated;
import io.github.bertmark.evaluate.Evaluator;
import io.github.bertmark.evaluate.LabelJoin;
import io.github.bertmark.evaluate.QuickLook;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Measures how often variants are right. */
@Command(
    name = "evaluate",
    description = "Measures the accuracy of variants on the test queries.",
    footerHeading = "%nExample:%n",
    footer = "  bertmark evaluate results/runs/mine --variants=distilbert")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private VariantsOption variants = new VariantsOption();
  @Mixin private DatasetOption dataset = new DatasetOption();
  @Mixin private SessionOption session = new SessionOption();
  @Mixin private QueryOption query = new QueryOption();
  @Mixin private QuickOption quick = new QuickOption();
  @ParentCommand private Main main;

  @Parameters(paramLabel = "RUN", description = "The folder that gets accuracy/ and predictions/.")
  private Path run = Path.of(".");

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = main.err();
    Progress progress = main.progress();
    LeftOutReport leftOut = new LeftOutReport(err);
    List<ModelVariant> chosen = variants.variants(main.environment(), err, progress, leftOut);
    Dataset queries = dataset.resolve(main.environment(), err, progress);
    join(chosen, queries, err);
    main.nativeLibrary();
    evaluate(
        chosen,
        queries,
        session.session(),
        quick.look(),
        query.query(queries, chosen),
        new RunFiles(run),
        err,
        progress,
        leftOut);
    return leftOut.exitCode(0);
  }

  /** Refuses labels that a variant lacks, before any work; says loudly how they were joined. */
  static void join(List<ModelVariant> variants, Dataset dataset, PrintWriter err) {
    String note = LabelJoin.require(variants, dataset);
    if (note != null) {
      err.println("NOTE: " + PlainText.line(note));
      err.flush();
    }
  }

  /**
   * The stage: all variants on all test queries, over all cores.
   *
   * @param quick takes but a sample of them; null for all
   * @param query that is timed, and audited
   * @param err is told what a reader of the accuracies has to know
   * @param leftOut is told of those that cannot answer
   */
  static void evaluate(
      List<ModelVariant> variants,
      Dataset dataset,
      SessionOverrides session,
      @Nullable QuickLook quick,
      TimedQuery query,
      RunFiles run,
      PrintWriter err,
      Progress progress,
      LeftOut leftOut)
      throws IOException, InterruptedException {
    int concurrency = Runtime.getRuntime().availableProcessors();
    LeftOut one = leftOut.among(variants.size());
    for (ModelVariant variant : variants) {
      Evaluated evaluated;
      try {
        evaluated =
            Evaluator.evaluate(
                variant, dataset, session, quick, query.text(), concurrency, progress);
      } catch (InputException e) {
        one.add(variant.id(), e);
        continue;
      }
      evaluated.write(run.path());
      evaluated.evaluation().remarks().forEach(r -> err.println("NOTE: " + PlainText.line(r)));
      err.flush();
    }
  }
}
