package io.github.bertmark.cli;

import io.github.bertmark.LeftOut;
import io.github.bertmark.Progress;
import io.github.bertmark.cli.option.BaseOption;
import io.github.bertmark.cli.option.VariantsOption;
import io.github.bertmark.export.Exporter;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Builds the models of variants. */
@Command(
    name = "prepare",
    description = "Builds model.onnx and tokenizer.json of variants, unless they are up to date.",
    footerHeading = "%nExample:%n",
    footer = "  bertmark prepare --variants=distilbert")
final class PrepareCommand implements Callable<Integer> {
  @Mixin private VariantsOption variants = new VariantsOption();
  @ParentCommand private Main main;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = main.err();
    Progress progress = main.progress();
    LeftOutReport leftOut = new LeftOutReport(err);
    List<ModelVariant> chosen = variants.variants(main.environment(), err, progress, leftOut);
    prepare(chosen, variants.base(), err, progress, leftOut);
    return leftOut.exitCode(0);
  }

  /**
   * The stage: tells of each variant what was done.
   *
   * @return those that are there now
   */
  static List<ModelVariant> prepare(
      List<ModelVariant> variants,
      BaseOption base,
      PrintWriter err,
      Progress progress,
      LeftOut leftOut)
      throws IOException {
    try (Exporter exporter = new Exporter(base.jar(), base.localRepository(), progress)) {
      return exporter.prepare(
          variants,
          (variant, outcome) -> {
            err.println(variant.modelFile() + ": " + text(outcome));
            err.flush();
          },
          leftOut);
    }
  }

  private static String text(Exporter.Outcome outcome) {
    return switch (outcome) {
      case BUILT -> "built";
      case UP_TO_DATE -> "up to date";
      case READY_MADE -> "ready-made";
    };
  }
}
