package io.github.bertmark.classify;

import io.github.bertmark.InputException;
import io.github.bertmark.classify.tokens.WaysOut;
import io.github.bertmark.model.ModelVariant;

/** The last stage: the most probable label of a row of logits, and its probability. */
final class LabelStage {
  private final ModelVariant variant;
  private final String[] labels;
  private final boolean probabilities;

  /**
   * @param probabilities whether the model gives those in place of logits
   */
  LabelStage(ModelVariant variant, boolean probabilities) {
    this.probabilities = probabilities;
    this.variant = variant;
    this.labels = variant.labels().toArray(String[]::new);
  }

  /**
   * The label of the largest logit, and its softmax; of the largest probability, and itself.
   *
   * @throws IllegalArgumentException if there are not as many logits as labels
   * @throws InputException if a logit is no number, or the largest is infinite
   */
  Classification label(float[] logits) {
    if (logits.length != labels.length) {
      throw new IllegalArgumentException(
          logits.length + " logits for " + labels.length + " labels");
    }
    int top = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[top]) {
        top = i;
      }
    }
    // Softmax at its maximum is 1 / sum(exp(logit - maximum)): no exponent is positive, so nothing
    // overflows, and the other probabilities need not be known.
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((double) logit - logits[top]);
    }
    if (Double.isNaN(sum)) {
      throw new InputException(
          variant.modelFile(), "computes logits that are no numbers", WaysOut.damaged(variant));
    }
    return new Classification(
        labels[top], top, probabilities ? Math.min(1, logits[top]) : (float) (1 / sum));
  }
}
