package io.github.bertmark.checkpoint.adapter;

import io.github.bertmark.checkpoint.FloatTensor;
import java.util.Arrays;
import java.util.List;

/**
 * What a low-rank adapter adds to the weight of one linear layer: scale x B A, from "LoRA: Low-Rank
 * Adaptation of Large Language Models" (Hu et al., 2021), equation 3.
 */
public final class LowRankUpdate {
  private final FloatTensor a;
  private final FloatTensor b;
  private final float scale;

  /**
   * @param a the factor next to the input, [rank, inputs]
   * @param b the factor next to the output, [outputs, rank]
   */
  LowRankUpdate(FloatTensor a, FloatTensor b, double scale) {
    if (a.shape().size() != 2
        || b.shape().size() != 2
        || !a.shape().get(0).equals(b.shape().get(1))) {
      throw new IllegalArgumentException(a + " and " + b + " are no factors of one matrix");
    }
    this.a = a;
    this.b = b;
    this.scale = (float) scale;
  }

  int rank() {
    return a.shape().get(0);
  }

  /** Inputs and outputs of the layer. */
  public List<Integer> shape() {
    return List.of(a.shape().get(1), b.shape().get(0));
  }

  /**
   * Adds the update to a weight of that shape, stored input x output. Plain float32 arithmetic in a
   * fixed order: the result is the same everywhere.
   */
  public void addTo(float[] weight) {
    int rank = a.shape().get(0);
    int inputs = a.shape().get(1);
    int outputs = b.shape().get(0);
    if (weight.length != inputs * outputs) {
      throw new IllegalArgumentException(b + " does not fit " + weight.length + " weights");
    }
    float[] left = a.toArray();
    float[] right = b.transposed().toArray();
    float[] row = new float[outputs];
    for (int i = 0; i < inputs; i++) {
      Arrays.fill(row, 0);
      for (int k = 0; k < rank; k++) {
        addScaled(left[k * inputs + i], right, k * outputs, row);
      }
      for (int o = 0; o < outputs; o++) {
        weight[i * outputs + o] += scale * row[o];
      }
    }
  }

  /** A loop of its own, which the JIT compiler vectorises. */
  private static void addScaled(float factor, float[] from, int offset, float[] to) {
    for (int o = 0; o < to.length; o++) {
      to[o] += factor * from[offset + o];
    }
  }
}
