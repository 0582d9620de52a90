package io.github.bertmark.sensitivity;

/** A model's logits for one query. */
final class Logits {
  private final float[] values;

  Logits(float... values) {
    this.values = values;
  }

  /** The index of the largest; of several, the first. */
  int label() {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The Kullback-Leibler divergence of these logits' softmax from a reference's, in nats. */
  double divergenceFrom(Logits reference) {
    double ours = logSum();
    double theirs = reference.logSum();
    double divergence = 0;
    for (int i = 0; i < values.length; i++) {
      double expected = reference.values[i] - theirs;
      divergence += Math.exp(expected) * (expected - (values[i] - ours));
    }
    // Rounding can make that of equal logits negative.
    return Math.max(0, divergence);
  }

  private double logSum() {
    double largest = values[label()];
    double sum = 0;
    for (float value : values) {
      sum += Math.exp(value - largest);
    }
    return largest + Math.log(sum);
  }
}
