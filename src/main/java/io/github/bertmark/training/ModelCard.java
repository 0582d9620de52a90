package io.github.bertmark.training;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.checkpoint.Family;
import io.github.bertmark.checkpoint.jar.BaseCheckpoint;
import io.github.bertmark.model.Calibration;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.text.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The {@code README.md} of a trained variant, told from what is recorded of it.
 *
 * @param calibration null if there is none
 */
public record ModelCard(
    ModelVariant variant,
    VariantSource source,
    TrainingRecord record,
    TrainingRecord.Outcome outcome,
    @Nullable Calibration calibration) {
  /**
   * Writes the card of a variant that was trained.
   *
   * @return the file
   */
  public static Path write(ModelVariant variant) throws IOException {
    Path recorded = variant.folder().resolve(TrainingRecord.FILE_NAME);
    TrainingRecord record =
        Json.read(recorded, TrainingRecord.class, "restore it from git, or make it with `train`");
    if (record.outcome() == null) {
      throw new InputException(recorded, "is of a training that has not ended", "let `train` end");
    }
    ModelCard card =
        new ModelCard(
            variant,
            Objects.requireNonNull(variant.source()),
            record,
            record.outcome(),
            Calibration.of(variant));
    Path file = variant.folder().resolve("README.md");
    AtomicFiles.writeString(file, card.text());
    return file;
  }

  /** In Markdown. */
  String text() {
    return """
        # %s

        %s

        | | |
        | --- | --- |
        | Variant | `%s` |
        | Base | `%s` (%s), SHA-256 `%s` |
        | Adapter | `adapter_model.safetensors` and `adapter_config.json`, PEFT's layout, half precision |
        | Data | %s, SHA-256 `%s` |
        | Validation accuracy | %s |
        | Test accuracy, as fine-tuned | %s (in scope %s) |
        %s
        ## Recipe

        Low-rank updates (LoRA) of the query, key, value and attention output layers and of both
        feed-forward layers of every encoder layer; LayerNorms, `%s` and `classifier` trained in
        full; embeddings frozen. %s%s

        %s
        Written down in `training.json`; what came of it, epoch by epoch and with logits that an
        export has to reproduce, in `training-record.json`.

        | epoch | loss | validation accuracy |
        | --- | --- | --- |
        %s
        Epoch %d had the best validation accuracy and is what is stored. The accuracies as
        fine-tuned are those of the stored weights; the test split was touched once.

        %s## Retrain

            mvn -Ptrain process-classes exec:exec@train -Dbertmark.variants=%s

        computes in single precision on the CPU (%s). A run that is stopped goes on after its last
        whole epoch.

        ## Licences

        The base weights are under the Apache License 2.0, and so are this adapter and its card.
        The data set, CLINC150 (Larson et al., "An Evaluation Dataset for Intent Classification and
        Out-of-Scope Prediction", EMNLP-IJCNLP 2019), is under CC BY 3.0 and is not part of this
        repository.
        """
        .formatted(
            variant.displayName(),
            what(),
            variant.id(),
            source.base(),
            BaseCheckpoint.of(source.base(), variant.folder()).title(),
            record.base(),
            record.datasetName(),
            record.datasetSha256(),
            percent(outcome.validationAccuracy()),
            percent(outcome.testAccuracy()),
            percent(outcome.inScopeTestAccuracy()),
            calibratedRow(),
            Family.of(source.architecture()).pooler(),
            beginning(),
            loss(),
            settings(),
            epochs(),
            outcome.epoch(),
            outOfScope(),
            variant.id(),
            record.engine());
  }

  private String what() {
    TrainingRecipe.Distillation distillation = record.recipe().distillation();
    if (distillation == null) {
      return "BERT-base-uncased fine-tuned as an intent classifier of %d labels."
          .formatted(variant.labels().size());
    }
    return Family.of(source.architecture()).averages()
        ? "A sentence encoder that learned from `%s`: the mean of its tokens' hidden states, not the\nfirst token's, goes to the classifier."
            .formatted(distillation.teacher())
        : "A DistilBERT-architecture student, distilled by this project from `"
            + distillation.teacher()
            + "`:\nit starts from layers "
            + layers()
            + " of the base, and is not Hugging Face's DistilBERT checkpoint.";
  }

  private String beginning() {
    Family family = Family.of(source.architecture());
    return family.averages()
        ? "`%s` starts as the identity: what it gets is good as it is.\n".formatted(family.pooler())
        : "";
  }

  private String layers() {
    List<String> numbers = source.layers().stream().map(String::valueOf).toList();
    return String.join(", ", numbers);
  }

  private String calibratedRow() {
    if (calibration == null) {
      return "";
    }
    Calibration.Point test = calibration.test().get(1);
    return "| Test accuracy, calibrated | %s (in scope %s; of what is out of scope %s are found) |\n"
        .formatted(
            percent(test.accuracy()),
            percent(test.inScopeAccuracy()),
            percent(test.outOfScopeRecall()));
  }

  private String outOfScope() {
    if (calibration == null) {
      return "";
    }
    Calibration.Point plain = calibration.test().get(0);
    Calibration.Point chosen = calibration.test().get(1);
    return Figures.format(
        """
        ## Out of scope

        Training has few queries out of scope, use has many: the classifier's bias of `%s` is %.1f higher
        than it was fine-tuned, which costs no time. It is the largest, in steps of %.1f, for which accuracy in scope
        falls by at most %.1f points on the validation split of %s:

        | added | validation accuracy | in scope | found out of scope |
        | ---: | ---: | ---: | ---: |
        %s
        Chosen: %.1f. One look at the test split after that: %s as fine-tuned, %s with it; in scope %s and
        %s, found out of scope %s and %s. The quantised forms take the constant with the adapter.
        All is in `calibration.json`; to redo it:

            java -jar target/bertmark.jar calibrate --variants=%s

        """,
        calibration.label(),
        calibration.bias(),
        calibration.step(),
        calibration.tolerancePoints(),
        calibration.datasetName(),
        points(calibration),
        calibration.bias(),
        percent(plain.accuracy()),
        percent(chosen.accuracy()),
        percent(plain.inScopeAccuracy()),
        percent(chosen.inScopeAccuracy()),
        percent(plain.outOfScopeRecall()),
        percent(chosen.outOfScopeRecall()),
        variant.id());
  }

  private static String points(Calibration calibration) {
    StringBuilder rows = new StringBuilder();
    for (Calibration.Point point : calibration.validation()) {
      rows.append(
          Figures.format(
              "| %.1f | %s | %s | %s |\n",
              point.bias(),
              percent(point.accuracy()),
              percent(point.inScopeAccuracy()),
              percent(point.outOfScopeRecall())));
    }
    return rows.toString();
  }

  private String loss() {
    TrainingRecipe.Distillation distillation = record.recipe().distillation();
    return distillation == null
        ? "Cross-entropy."
        : Figures.format(
            "The loss is %.2f times the Kullback-Leibler\ndivergence to the teacher's logits at"
                + " temperature %.1f, times its square, plus %.2f times\ncross-entropy.",
            distillation.weight(), distillation.temperature(), 1 - distillation.weight());
  }

  private String repeats() {
    Map<String, Integer> repeats = record.recipe().repeats();
    return repeats == null
        ? ""
        : repeats.entrySet().stream()
            .map(
                label ->
                    "Each query of `%s`, which training has few of, is shown %d times in an epoch.\n"
                        .formatted(label.getKey(), label.getValue()))
            .collect(Collectors.joining());
  }

  private String settings() {
    TrainingRecipe recipe = record.recipe();
    return repeats()
        + Figures.format(
            "Rank %d, alpha %.0f, %d epochs, batches of %d of similar length, AdamW with learning rate"
                + "\n%s, %.0f %% linear warm-up, linear decay to 0, weight decay %s on matrices,"
                + " gradients\nclipped to a global norm of %s, dropout %s, seed %d.\n",
            recipe.rank(),
            recipe.alpha(),
            recipe.epochs(),
            recipe.batchSize(),
            recipe.learningRate(),
            100 * recipe.warmupFraction(),
            recipe.weightDecay(),
            recipe.gradientClip(),
            recipe.dropout(),
            recipe.seed());
  }

  private String epochs() {
    StringBuilder rows = new StringBuilder();
    for (TrainingRecord.Epoch epoch : record.epochs()) {
      rows.append(
          Figures.format(
              "| %d | %.4f | %s |\n",
              epoch.number(), epoch.loss(), percent(epoch.validationAccuracy())));
    }
    return rows.toString();
  }

  private static String percent(double share) {
    return Figures.percent(share) + " %";
  }
}
