package io.github.bertmark.training;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training run did and reached: {@code training-record.json} beside the adapter.
 *
 * @param recipe that was followed
 * @param base SHA-256 of the base checkpoint
 * @param datasetName what it was trained on
 * @param datasetSha256 its digest
 * @param engine that computed it, with its version
 * @param epochs in order
 * @param outcome set once the run is complete
 */
public record TrainingRecord(
    TrainingRecipe recipe,
    String base,
    String datasetName,
    String datasetSha256,
    String engine,
    List<Epoch> epochs,
    @Nullable Outcome outcome) {

  /** Its name in the variant's folder. */
  public static final String FILE_NAME = "training-record.json";

  public TrainingRecord {
    epochs = List.copyOf(epochs);
  }

  /**
   * One pass over the training split.
   *
   * @param number from 1
   * @param loss mean over its steps
   * @param validationAccuracy 0 to 1, out-of-scope queries included
   * @param seconds that it took
   */
  public record Epoch(int number, double loss, double validationAccuracy, long seconds) {}

  /**
   * The chosen epoch's weights as they are stored, in half precision.
   *
   * @param epoch the one of highest validation accuracy
   * @param validationAccuracy 0 to 1
   * @param testAccuracy 0 to 1, measured once
   * @param inScopeTestAccuracy over the queries with an intent
   * @param references logits that an export must reproduce
   */
  public record Outcome(
      int epoch,
      double validationAccuracy,
      double testAccuracy,
      double inScopeTestAccuracy,
      List<ReferenceLogits> references) {
    public Outcome {
      references = List.copyOf(references);
    }
  }

  /** What the trainer computes for one query, [labels]. */
  public record ReferenceLogits(String query, List<Float> logits) {
    public ReferenceLogits {
      logits = List.copyOf(logits);
    }
  }

  /** Whether the other run can go on where this one stopped. */
  boolean continues(TrainingRecord other) {
    return recipe.equals(other.recipe)
        && base.equals(other.base)
        && datasetSha256.equals(other.datasetSha256);
  }

  TrainingRecord with(List<Epoch> moreEpochs) {
    return new TrainingRecord(
        recipe, base, datasetName, datasetSha256, engine, moreEpochs, outcome);
  }

  TrainingRecord with(Outcome newOutcome) {
    return new TrainingRecord(recipe, base, datasetName, datasetSha256, engine, epochs, newOutcome);
  }

  /** The epoch of highest validation accuracy, the earliest of equals. */
  Epoch best() {
    return Collections.max(epochs, Comparator.comparingDouble(Epoch::validationAccuracy));
  }
}
