package io.github.bertmark.training;

import ai.djl.ndarray.NDArray;

/** One transformer layer as BERT has it: self-attention and feed-forward, each added and normed. */
record EncoderLayer(
    AdaptedLinear query,
    AdaptedLinear key,
    AdaptedLinear value,
    AdaptedLinear attentionOutput,
    Layers.Norm attentionNorm,
    AdaptedLinear intermediate,
    AdaptedLinear output,
    Layers.Norm outputNorm) {

  /**
   * @param x [batch * sequence, hidden]
   * @param pass the pass over the batch that it belongs to
   */
  NDArray apply(NDArray x, ForwardPass pass) {
    NDArray scores =
        split(query.apply(x), pass)
            .matMul(split(key.apply(x), pass).swapAxes(2, 3))
            .mul(pass.attentionScale())
            .add(pass.additiveMask());
    NDArray context =
        pass.dropout(scores.softmax(-1))
            .matMul(split(value.apply(x), pass))
            .transpose(0, 2, 1, 3)
            .reshape(x.getShape());
    NDArray attended = attentionNorm.apply(pass.dropout(attentionOutput.apply(context)).add(x));
    NDArray wide = Layers.gelu(intermediate.apply(attended));
    return outputNorm.apply(pass.dropout(output.apply(wide)).add(attended));
  }

  /** [batch * sequence, hidden] to [batch, heads, sequence, hidden / heads]. */
  private static NDArray split(NDArray x, ForwardPass pass) {
    long headSize = x.getShape().get(1) / pass.heads();
    return x.reshape(pass.batch(), pass.sequence(), pass.heads(), headSize).transpose(0, 2, 1, 3);
  }
}
