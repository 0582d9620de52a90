package io.github.bertmark.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.model.VariantSource;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * BERT's encoder with a classification head, in either architecture, as DJL arrays that can be
 * trained. DistilBERT's differs in its number of layers, its names, and ReLU for tanh in the head.
 */
final class EncoderClassifier {
  private static final int HEAD_SIZE = 64;

  private final TensorNames names;
  private final Parameters parameters;
  private final NDArray wordEmbeddings;

  /** Position embeddings plus the embedding of token type 0, which every token of a query has. */
  private final NDArray positionEmbeddings;

  private final NDArray attentionScale;
  private final Layers.Norm embeddingsNorm;
  private final List<EncoderLayer> layers = new ArrayList<>();
  private final Parameters.Dense pooler;
  private final Parameters.Dense classifier;
  private final int heads;

  /**
   * @param source which layers of the base to start from, and the architecture
   * @param stored trained tensors to go on from; empty to start anew
   */
  EncoderClassifier(
      NDManager manager,
      Checkpoint base,
      VariantSource source,
      int labels,
      TrainingRecipe recipe,
      Map<String, FloatTensor> stored) {
    names = TensorNames.of(source.architecture());
    parameters = new Parameters(manager, base, recipe.seed(), stored);
    TensorNames from = TensorNames.BERT;
    wordEmbeddings = parameters.frozen("bert.embeddings.word_embeddings.weight");
    positionEmbeddings = positionEmbeddings(base);
    int hidden = Math.toIntExact(wordEmbeddings.getShape().get(1));
    heads = hidden / HEAD_SIZE;
    attentionScale = parameters.scalar(1 / Math.sqrt(HEAD_SIZE));
    NDArray scale = parameters.scalar(recipe.alpha() / recipe.rank());
    embeddingsNorm = parameters.norm(from.embeddingsNorm, names.embeddingsNorm);
    for (int i = 0; i < source.layers().size(); i++) {
      layers.add(layer(from.layer(source.layers().get(i)), names.layer(i), recipe.rank(), scale));
    }
    pooler =
        names == TensorNames.BERT
            ? parameters.denseFromBase(from.pooler, names.pooler)
            : parameters.newDense(names.pooler, hidden, hidden);
    classifier = parameters.newDense(TensorNames.CLASSIFIER, labels, hidden);
  }

  private NDArray positionEmbeddings(Checkpoint base) {
    FloatTensor positions = base.tensor("bert.embeddings.position_embeddings.weight");
    float[] values = positions.toArray();
    float[] types = base.tensor("bert.embeddings.token_type_embeddings.weight").toArray();
    int hidden = positions.shape().get(1);
    for (int i = 0; i < values.length; i++) {
      values[i] += types[i % hidden];
    }
    return parameters.array(values, positions.shape());
  }

  private EncoderLayer layer(String base, String layer, int rank, NDArray scale) {
    TensorNames from = TensorNames.BERT;
    return new EncoderLayer(
        parameters.adapted(base + from.query, layer + names.query, rank, scale),
        parameters.adapted(base + from.key, layer + names.key, rank, scale),
        parameters.adapted(base + from.value, layer + names.value, rank, scale),
        parameters.adapted(base + from.attentionOutput, layer + names.attentionOutput, rank, scale),
        parameters.norm(base + from.attentionNorm, layer + names.attentionNorm),
        parameters.adapted(base + from.intermediate, layer + names.intermediate, rank, scale),
        parameters.adapted(base + from.output, layer + names.output, rank, scale),
        parameters.norm(base + from.outputNorm, layer + names.outputNorm));
  }

  /** What is trained, by its name in the adapter. */
  Map<String, NDArray> trained() {
    return parameters.trained();
  }

  /**
   * Computes the logits, [batch, labels].
   *
   * @param manager owns the results and everything on the way; may be closed after the gradients
   *     are taken
   * @param dropoutRate 0 when evaluating
   */
  NDArray logits(NDManager manager, Batch batch, float dropoutRate) {
    int rows = batch.size() * batch.sequence();
    NDArray mask =
        manager.create(
            FloatBuffer.wrap(batch.additiveMask()),
            new Shape(batch.size(), 1, 1, batch.sequence()),
            DataType.FLOAT32);
    ForwardPass pass =
        new ForwardPass(batch.size(), batch.sequence(), heads, attentionScale, mask, dropoutRate);
    NDArray words = lookUp(longs(manager, batch.tokenIds(), rows), wordEmbeddings);
    NDArray positions = lookUp(longs(manager, batch.positions(), rows), positionEmbeddings);
    NDArray x = pass.dropout(embeddingsNorm.apply(words.add(positions)));
    for (EncoderLayer layer : layers) {
      x = layer.apply(x, pass);
    }
    NDArray first = lookUp(longs(manager, batch.firstTokens(), batch.size()), x);
    NDArray pooled = pooler.apply(first);
    NDArray activated = names == TensorNames.BERT ? pooled.tanh() : relu(pooled);
    return classifier.apply(pass.dropout(activated));
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }

  private static NDArray longs(NDManager manager, long[] values, int size) {
    return manager.create(LongBuffer.wrap(values), new Shape(size), DataType.INT64);
  }

  private static NDArray lookUp(NDArray indices, NDArray table) {
    return indices
        .getNDArrayInternal()
        .embedding(indices, table, SparseFormat.DENSE)
        .singletonOrThrow();
  }
}
