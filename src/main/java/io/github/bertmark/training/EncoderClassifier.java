package io.github.bertmark.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.Family;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.LayerPart;
import io.github.bertmark.model.VariantSource;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * BERT's encoder with a classification head, in any architecture, as DJL arrays that can be
 * trained. They differ in their numbers of layers, their names and their heads: BERT's has tanh,
 * the others' ReLU, and Sentence-BERT's is over the mean of all tokens.
 */
final class EncoderClassifier {
  private static final String NORM = "LayerNorm";

  private final Family family;
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
    family = Family.of(source.architecture());
    parameters = new Parameters(manager, base, recipe.seed(), stored);
    wordEmbeddings = parameters.frozen("bert.embeddings.word_embeddings.weight");
    positionEmbeddings = positionEmbeddings(base);
    int hidden = Math.toIntExact(wordEmbeddings.getShape().get(1));
    heads = hidden / base.headSize();
    attentionScale = parameters.scalar(1 / Math.sqrt(base.headSize()));
    NDArray scale = parameters.scalar(recipe.alpha() / recipe.rank());
    embeddingsNorm = parameters.norm(Family.BERT.embeddings(NORM), family.embeddings(NORM));
    for (int i = 0; i < source.layers().size(); i++) {
      layers.add(layer(source.layers().get(i), i, recipe.rank(), scale));
    }
    pooler =
        switch (family) {
          case BERT -> parameters.denseFromBase(family.pooler(), family.pooler());
          // The base's means are good as they are: a random layer would have to be trained first.
          case SENTENCE_BERT -> parameters.identityDense(family.pooler(), hidden);
          default -> parameters.newDense(family.pooler(), hidden, hidden);
        };
    classifier = parameters.newDense(family.classifier(), labels, hidden);
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

  private EncoderLayer layer(int baseLayer, int layer, int rank, NDArray scale) {
    Function<LayerPart, AdaptedLinear> adapted =
        part ->
            parameters.adapted(
                Family.BERT.module(baseLayer, part), family.module(layer, part), rank, scale);
    Function<LayerPart, Layers.Norm> norm =
        part -> parameters.norm(Family.BERT.module(baseLayer, part), family.module(layer, part));
    return new EncoderLayer(
        adapted.apply(LayerPart.QUERY),
        adapted.apply(LayerPart.KEY),
        adapted.apply(LayerPart.VALUE),
        adapted.apply(LayerPart.ATTENTION_OUTPUT),
        norm.apply(LayerPart.ATTENTION_NORM),
        adapted.apply(LayerPart.INTERMEDIATE),
        adapted.apply(LayerPart.OUTPUT),
        norm.apply(LayerPart.OUTPUT_NORM));
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
    NDArray text =
        family.averages()
            ? mean(manager, batch, x)
            : lookUp(longs(manager, batch.firstTokens(), batch.size()), x);
    NDArray pooled = pooler.apply(text);
    NDArray activated = family == Family.BERT ? pooled.tanh() : relu(pooled);
    return classifier.apply(pass.dropout(activated));
  }

  /** The mean of each query's tokens, [batch, hidden]. */
  private static NDArray mean(NDManager manager, Batch batch, NDArray x) {
    long hidden = x.getShape().get(1);
    NDArray shares =
        manager.create(
            FloatBuffer.wrap(batch.tokenShares()),
            new Shape(batch.size(), 1, batch.sequence()),
            DataType.FLOAT32);
    return shares
        .matMul(x.reshape(batch.size(), batch.sequence(), hidden))
        .reshape(batch.size(), hidden);
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
