package io.github.bertmark.export;

import io.github.bertmark.checkpoint.LayerPart;
import io.github.bertmark.onnx.Weight;

/**
 * The weights of a sequence classifier, wherever they come from.
 *
 * <p>Named as in Hugging Face's model of the family; weights of linear layers are input x output.
 */
interface ClassifierWeights {
  /** The word or token type embeddings, as {@code word_embeddings}. */
  Weight embeddings(String kind);

  /** The position embeddings, with what every token gets added besides. */
  Weight positions();

  /** Scale and shift of the embeddings' layer normalisation. */
  EncoderNodes.Norm embeddingsNorm();

  /** From embeddings to the hidden size, [embedding, hidden], if those differ. */
  Weight projection();

  Weight projectionBias();

  /** Scale and shift of a layer's normalisation. */
  EncoderNodes.Norm norm(int layer, LayerPart part);

  /** The weight of a linear layer, [inputs, outputs]. */
  Weight linear(int layer, LayerPart part);

  /** The bias of a linear layer. */
  Weight bias(int layer, LayerPart part);

  /** The weight of the linear layer behind the encoder, [hidden, hidden]. */
  Weight pooler();

  Weight poolerBias();

  /** The weight of the classifier, [hidden, labels]. */
  Weight classifier();

  Weight classifierBias();

  /** The number of labels. */
  int labels();
}
