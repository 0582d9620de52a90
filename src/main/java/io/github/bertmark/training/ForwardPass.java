package io.github.bertmark.training;

import ai.djl.ndarray.NDArray;

/**
 * What all layers of one forward pass share.
 *
 * @param batch number of queries
 * @param sequence padded length in tokens
 * @param heads attention heads
 * @param attentionScale 1 / sqrt(head size), [1]
 * @param additiveMask 0 for tokens and -10000 for padding, [batch, 1, 1, sequence]
 * @param dropoutRate probability of zeroing an activation; 0 when evaluating
 */
record ForwardPass(
    int batch,
    int sequence,
    int heads,
    NDArray attentionScale,
    NDArray additiveMask,
    float dropoutRate) {

  NDArray dropout(NDArray x) {
    return Layers.dropout(x, dropoutRate);
  }
}
