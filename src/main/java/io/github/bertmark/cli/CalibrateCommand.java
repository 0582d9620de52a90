package io.github.bertmark.cli;

import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.cli.option.DatasetOption;
import io.github.bertmark.cli.option.VariantsOption;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.evaluate.Calibrator;
import io.github.bertmark.export.Exporter;
import io.github.bertmark.model.Calibration;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.text.Figures;
import io.github.bertmark.training.ModelCard;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Chooses the constants on the logit of the label that is out of scope. */
@Command(
    name = "calibrate",
    description = {
      "Chooses the constant that fine-tuned variants add to the logit of what is out of scope.",
      "It is the largest that costs at most half a point of accuracy in scope on the",
      "validation split. Writes calibration.json beside the adapter, builds the model with it,",
      "and writes the card anew; the quantised forms take it with the adapter."
    },
    footerHeading = "%nExample:%n",
    footer = "  bertmark calibrate --variants=distilbert")
final class CalibrateCommand implements Callable<Integer> {
  @Mixin private VariantsOption variants = new VariantsOption();
  @Mixin private DatasetOption dataset = new DatasetOption();
  @ParentCommand private Main main;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Progress progress = main.progress();
    Dataset data = dataset.resolve(main.environment(), main.err(), progress);
    Calibrator calibrator =
        new Calibrator(data, Runtime.getRuntime().availableProcessors(), progress);
    PrintWriter out = main.out();
    try (Exporter exporter =
        new Exporter(variants.base().jar(), variants.base().localRepository(), progress)) {
      for (ModelVariant variant : variants.trainable()) {
        Path adapter = ownAdapter(variant);
        exporter.prepare(variant);
        Calibration found = calibrator.calibrate(variant);
        found.write(adapter);
        exporter.prepare(variant);
        ModelCard.write(variant);
        Calibration.Point plain = found.test().get(0);
        Calibration.Point calibrated = found.test().get(1);
        out.println(
            Figures.format(
                "%s: %s: test accuracy %s %%, as fine-tuned %s %%",
                variant.id(),
                found,
                Figures.percent(calibrated.accuracy()),
                Figures.percent(plain.accuracy())));
        out.flush();
      }
    }
    return 0;
  }

  private static Path ownAdapter(ModelVariant variant) {
    if (variant.source() == null || variant.parent() != null) {
      throw new InputException(
          variant.folder(),
          "has no adapter of its own",
          variant.parent() == null ? "name another variant" : "calibrate " + variant.parent());
    }
    return Objects.requireNonNull(variant.adapterFolder());
  }
}
