package io.github.bertmark.cli;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.LeftOut;
import io.github.bertmark.PlainText;
import io.github.bertmark.Progress;
import io.github.bertmark.cli.option.DatasetOption;
import io.github.bertmark.cli.option.Positive;
import io.github.bertmark.cli.option.VariantsOption;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.export.Exporter;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.WeightForm;
import io.github.bertmark.sensitivity.Candidates;
import io.github.bertmark.sensitivity.Sensitivity;
import io.github.bertmark.sensitivity.SensitivityAnalysis;
import io.github.bertmark.source.ModelForm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Finds the layers of quantised variants that are better left in another form. */
@Command(
    name = "sensitivity",
    description = {
      "Finds the linear layers of quantised variants that suffer most, on validation queries.",
      "Writes sensitivity.json into a variant's folder; variant.json stays as it is."
    },
    footerHeading = "%nExample:%n",
    footer = "  bertmark sensitivity --variants=distilbert-int4")
final class SensitivityCommand implements Callable<Integer> {
  @Mixin private VariantsOption variants = new VariantsOption();
  @Mixin private DatasetOption dataset = new DatasetOption();
  @ParentCommand private Main main;

  @Option(
      names = "--protection",
      paramLabel = "FORM",
      defaultValue = "int8-block-128",
      description = "The form that protects a layer (default: ${DEFAULT-VALUE}).")
  private String protection = "";

  @Option(
      names = "--queries",
      paramLabel = "N",
      defaultValue = "256",
      description = "Queries of the validation split to ask (default: ${DEFAULT-VALUE}).")
  private int queries;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Chooses the queries (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Positive.require("--queries", queries);
    PrintWriter err = main.err();
    Progress progress = main.progress();
    Dataset data = dataset.resolve(main.environment(), err, progress);
    Path scratch = Files.createTempDirectory("bertmark-sensitivity");
    try (Exporter exporter =
        new Exporter(variants.base().jar(), variants.base().localRepository(), Progress.NONE)) {
      Candidates candidates =
          new Candidates(exporter, scratch, Runtime.getRuntime().availableProcessors());
      SensitivityAnalysis analysis = new SensitivityAnalysis(candidates, data, progress);
      for (ModelVariant variant :
          variants.variants(main.environment(), err, progress, LeftOut.NOTHING)) {
        analyse(analysis, variant);
      }
    } finally {
      delete(scratch);
    }
    return 0;
  }

  private void analyse(SensitivityAnalysis analysis, ModelVariant variant)
      throws IOException, InterruptedException {
    String parent = variant.parent();
    if (parent == null) {
      throw new InputException(
          variant.folder(), "has no float32 variant to compare with", "name another variant");
    }
    Sensitivity found =
        analysis.analyse(
            variant, variants.models().variant(parent), form(protection), queries, seed);
    found.write(variant);
    PrintWriter out = main.out();
    out.println(Sensitivity.file(variant));
    out.print(Json.toText(found.choice()));
    if (variant.source() == null) {
      out.println("--forms " + ModelForm.name(found.choice()));
    }
    out.flush();
  }

  private static WeightForm form(String text) {
    try {
      return WeightForm.of(text);
    } catch (IllegalArgumentException e) {
      throw new InputException("--protection", PlainText.refusal(e), "correct it", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
