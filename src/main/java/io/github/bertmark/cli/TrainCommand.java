package io.github.bertmark.cli;

import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Bases;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.jar.MavenBases;
import io.github.bertmark.cli.option.BaseOption;
import io.github.bertmark.cli.option.DatasetOption;
import io.github.bertmark.cli.option.ThreadsOption;
import io.github.bertmark.cli.option.VariantsOption;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.tokenizer.TokenizerFile;
import io.github.bertmark.training.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Fine-tunes variants. */
@Command(
    name = "train",
    description = {
      "Fine-tunes variants after their training.json; a run that was stopped goes on.",
      "It needs DJL's PyTorch engine: mvn -Ptrain process-classes exec:exec@train"
    },
    footerHeading = "%nExample:%n",
    footer = "  bertmark train --variants=distilbert")
final class TrainCommand implements Callable<Integer> {
  @Mixin private VariantsOption variants = new VariantsOption();
  @Mixin private DatasetOption dataset = new DatasetOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @ParentCommand private Main main;

  @Override
  public Integer call() throws IOException {
    Trainer.requireEngine();
    // Read by the engine when it is loaded.
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads.threads()));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    PrintWriter err = main.err();
    Progress progress = main.progress();
    Dataset data = dataset.resolve(main.environment(), err, progress);
    for (ModelVariant variant : variants.trainable()) {
      train(variant, data, err, progress);
    }
    return 0;
  }

  private void train(ModelVariant variant, Dataset data, PrintWriter err, Progress progress)
      throws IOException {
    VariantSource source = variant.source();
    if (source == null) {
      throw new InputException(
          variant.folder(), "variant.json names no source to train from", "name another variant");
    }
    if (variant.parent() != null) {
      throw new InputException(
          variant.folder(),
          "has the adapter of " + variant.parent() + " and none of its own",
          "train " + variant.parent());
    }
    BaseOption base = variants.base();
    try (Bases bases = new MavenBases(base.jar(), base.localRepository(), progress)) {
      Checkpoint weights = bases.open(source.base(), variant.folder());
      TokenizerFile.write(variant.tokenizerFile(), weights.vocabulary(), source.base());
      new Trainer(variants.models(), bases, data, progress, line -> print(err, line))
          .train(variant.id(), variant.tokenizerFile());
    }
  }

  private static void print(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }
}
