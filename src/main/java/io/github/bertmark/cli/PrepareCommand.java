package io.github.bertmark.cli;

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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Builds the models of variants. */
@Command(
    name = "prepare",
    description = "Build model.onnx and tokenizer.json of variants, unless they are up to date.")
final class PrepareCommand implements Callable<Integer> {
  @Mixin private VariantsOption variants = new VariantsOption();
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = main.progress(err);
    prepare(variants.variants(main.environment(), err, progress), variants.base(), err, progress);
    return 0;
  }

  /** The stage: tells of each variant what was done. */
  static void prepare(
      List<ModelVariant> variants, BaseOption base, PrintWriter err, Progress progress)
      throws IOException {
    try (Exporter exporter = new Exporter(base.jar(), base.localRepository(), progress)) {
      exporter.prepare(
          variants,
          (variant, outcome) -> {
            err.println(variant.modelFile() + ": " + text(outcome));
            err.flush();
          });
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
