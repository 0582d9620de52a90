package io.github.bertmark.training;

import ai.djl.ndarray.NDArray;

/**
 * A frozen linear layer with a trained low-rank update, {@code x W' + b + scale (x A') B'} (LoRA,
 * Hu et al. 2021).
 *
 * @param weight frozen, [output, input]
 * @param bias frozen, [output]
 * @param down A, trained, [rank, input]
 * @param up B, trained, [output, rank]
 * @param scale alpha / rank, [1]
 */
record AdaptedLinear(NDArray weight, NDArray bias, NDArray down, NDArray up, NDArray scale) {

  /** [rows, input] to [rows, output]. */
  NDArray apply(NDArray x) {
    // The scale goes on the narrow tensor, and is an array: a Java number would be freed before
    // autograd is done with it (DJL's mul(Number)).
    NDArray update = Layers.linear(Layers.linear(x, down, null).mul(scale), up, null);
    return Layers.linear(x, weight, bias).add(update);
  }
}
