package io.github.bertmark.training;

import io.github.bertmark.InputException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a variant is fine-tuned: {@code training.json} in its folder.
 *
 * @param seed of the initial weights, the order of the batches and dropout
 * @param rank of the low-rank updates
 * @param alpha their scale is alpha / rank
 * @param learningRate highest, reached after the warm-up
 * @param epochs passes over the training split
 * @param batchSize queries per step
 * @param warmupFraction of all steps, with linearly rising learning rate; it then falls to 0
 * @param weightDecay decoupled (AdamW), on matrices only
 * @param gradientClip highest global norm of the gradients
 * @param dropout rate
 * @param repeats how often an epoch shows each query of a label; one that is not named, once
 * @param distillation set when the variant learns from a teacher
 */
public record TrainingRecipe(
    int seed,
    int rank,
    double alpha,
    double learningRate,
    int epochs,
    int batchSize,
    double warmupFraction,
    double weightDecay,
    double gradientClip,
    double dropout,
    @Nullable Map<String, Integer> repeats,
    @Nullable Distillation distillation) {

  /** Where a recipe lies in its variant's folder. */
  public static final String FILE_NAME = "training.json";

  /**
   * Knowledge distillation (Hinton et al. 2015): loss = weight * temperature^2 * KL(teacher,
   * student) + (1 - weight) * cross-entropy.
   *
   * @param teacher id of a fine-tuned variant
   * @param temperature that softens both distributions
   * @param weight of the teacher's part, 0 to 1
   */
  public record Distillation(String teacher, double temperature, double weight) {}

  /** How often an epoch shows each query of a label. */
  int repeats(String label) {
    return repeats == null ? 1 : repeats.getOrDefault(label, 1);
  }

  void check(Path file) {
    require(file, rank >= 1, "rank must be at least 1");
    require(file, epochs >= 1, "epochs must be at least 1");
    require(file, batchSize >= 1, "batchSize must be at least 1");
    require(file, learningRate > 0, "learningRate must be above 0");
    require(file, alpha > 0, "alpha must be above 0");
    require(file, gradientClip > 0, "gradientClip must be above 0");
    require(file, weightDecay >= 0, "weightDecay must not be negative");
    require(file, warmupFraction >= 0 && warmupFraction < 1, "warmupFraction must be in [0, 1)");
    require(file, dropout >= 0 && dropout < 1, "dropout must be in [0, 1)");
    if (repeats != null) {
      require(
          file,
          repeats.values().stream().allMatch(times -> times >= 1),
          "repeats must be at least 1 for each label");
    }
    if (distillation != null) {
      require(file, distillation.temperature > 0, "temperature must be above 0");
      require(
          file, distillation.weight >= 0 && distillation.weight <= 1, "weight must be in [0, 1]");
    }
  }

  private static void require(Path file, boolean holds, String rule) {
    if (!holds) {
      throw new InputException(file, rule, "correct it");
    }
  }
}
