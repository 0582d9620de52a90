package io.github.bertmark.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Training losses: a mean over the batch, [1].
 *
 * @param logits [batch, labels]
 */
record Loss(NDManager manager, Batch batch, NDArray logits) {
  /** Cross-entropy against the labels. */
  NDArray crossEntropy() {
    int labels = Math.toIntExact(logits.getShape().get(1));
    float[] targets = new float[batch.size() * labels];
    for (int row = 0; row < batch.size(); row++) {
      targets[row * labels + batch.queries().get(row).label()] = 1;
    }
    return crossEntropy(targets, 1, 1);
  }

  /**
   * Distillation, see {@link TrainingRecipe.Distillation}; up to the teacher's entropy, which has
   * no gradient.
   *
   * @param teacher logits of the whole split, by the queries' index
   */
  NDArray distillation(TrainingRecipe.Distillation recipe, List<float[]> teacher) {
    int labels = Math.toIntExact(logits.getShape().get(1));
    float[] targets = new float[batch.size() * labels];
    for (int row = 0; row < batch.size(); row++) {
      float[] teacherLogits = teacher.get(batch.queries().get(row).index());
      double[] soft = softmax(teacherLogits, recipe.temperature());
      for (int label = 0; label < labels; label++) {
        targets[row * labels + label] = (float) soft[label];
      }
    }
    double softWeight = recipe.weight() * recipe.temperature() * recipe.temperature();
    NDArray soft = crossEntropy(targets, recipe.temperature(), softWeight);
    return soft.add(crossEntropy().mul(scalar(1 - recipe.weight())));
  }

  private NDArray crossEntropy(float[] targets, double temperature, double weight) {
    NDArray target = manager.create(FloatBuffer.wrap(targets), logits.getShape(), DataType.FLOAT32);
    return logits
        .mul(scalar(1 / temperature))
        .logSoftmax(-1)
        .mul(target)
        .sum()
        .mul(scalar(-weight / batch.size()));
  }

  // Never mul(Number): DJL frees its scalar before autograd is done with it.
  private NDArray scalar(double value) {
    return manager.full(new Shape(1), (float) value);
  }

  static double[] softmax(float[] logits, double temperature) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp((logits[i] - highest) / temperature);
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }
}
