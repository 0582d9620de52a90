package io.github.bertmark.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/** Layers that DJL offers on its internal array interface only. */
final class Layers {
  private static final float LAYER_NORM_EPSILON = 1e-12f;

  private Layers() {}

  /** {@code x W' + b}; x [rows, input], weight [output, input]. */
  static NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
    return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
  }

  /** Exact GELU. */
  static NDArray gelu(NDArray x) {
    return x.getNDArrayInternal().gelu();
  }

  static NDArray dropout(NDArray x, float rate) {
    return rate > 0 ? x.getNDArrayInternal().dropout(x, rate, true).singletonOrThrow() : x;
  }

  /** A trained layer normalisation over the last axis. */
  record Norm(NDArray weight, NDArray bias) {
    NDArray apply(NDArray x) {
      Shape normalized = weight.getShape();
      return x.getNDArrayInternal()
          .layerNorm(x, normalized, weight, bias, LAYER_NORM_EPSILON)
          .singletonOrThrow();
    }
  }
}
