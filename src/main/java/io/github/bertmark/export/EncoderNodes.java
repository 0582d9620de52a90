package io.github.bertmark.export;

import io.github.bertmark.checkpoint.Activation;
import io.github.bertmark.onnx.Weight;

/**
 * The parts of an encoder between its linear layers, each added to a graph as one or more nodes.
 */
interface EncoderNodes {
  /** The normalised sum of each token's embeddings, [batch, sequence, hidden]. */
  String embeddings();

  /** Self-attention up to its output layer, [batch, sequence, hidden]. */
  String context(int layer, String prefix, String hidden);

  /** The feed-forward layers' activation of a product and its bias. */
  String biasActivation(String prefix, String product, Weight bias);

  /** An activation by itself. */
  String activation(String name, Activation activation, String x);

  /**
   * The layer normalisation of a product, its bias and what went around it.
   *
   * @param linear the name of the linear layer
   * @param name of the result
   */
  String addAndNormalise(
      String linear, String name, String product, Weight bias, String around, Norm norm);

  /**
   * What the last layer goes on with behind self-attention: of its output, only the first token is
   * read, and nothing behind self-attention mixes tokens.
   */
  String needed(String name, String x);

  /** Scale and shift of a layer normalisation. */
  record Norm(Weight scale, Weight shift) {}
}
