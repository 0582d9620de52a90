package io.github.bertmark.cli;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import io.github.bertmark.card.QuantizedCard;
import io.github.bertmark.card.TestResult;
import io.github.bertmark.cli.option.VariantsOption;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.sensitivity.Sensitivity;
import io.github.bertmark.training.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes the model cards of fine-tuned and quantised variants. */
@Command(
    name = "card",
    description = {
      "Writes the cards (README.md) of quantised variants from an evaluation, theirs and their",
      "parents', and from sensitivity.json where there is one; those of fine-tuned variants from",
      "what training and calibration recorded."
    },
    footerHeading = "%nExample:%n",
    footer = "  bertmark card results/reference --variants=distilbert-int8")
final class CardCommand implements Callable<Integer> {
  @Mixin private VariantsOption variants = new VariantsOption();
  @ParentCommand private Main main;

  @Parameters(paramLabel = "RUN", description = "The folder with accuracy/ and predictions/.")
  private Path run = Path.of(".");

  @Override
  public Integer call() throws IOException {
    List<ModelVariant> carded =
        variants.variants(main.environment(), main.err(), main.progress(), LeftOut.NOTHING).stream()
            .filter(variant -> variant.source() != null)
            .toList();
    if (carded.isEmpty()) {
      throw new InputException(
          "card", "none of the variants is built from an adapter", "name one that is");
    }
    for (ModelVariant variant : carded) {
      main.out().println(variant.parent() == null ? ModelCard.write(variant) : quantized(variant));
    }
    main.out().flush();
    return 0;
  }

  private Path quantized(ModelVariant variant) throws IOException {
    Path card = variant.folder().resolve("README.md");
    AtomicFiles.writeString(
        card, QuantizedCard.of(variant, TestResult.read(run, variant), sensitivity(variant)));
    return card;
  }

  private static @Nullable Sensitivity sensitivity(ModelVariant variant) throws IOException {
    return Files.exists(Sensitivity.file(variant)) ? Sensitivity.read(variant) : null;
  }
}
