package io.github.bertmark.export;

import io.github.bertmark.checkpoint.Activation;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.Family;
import java.util.List;

/**
 * The sizes of an encoder.
 *
 * @param family what it is made of
 * @param layers the number of encoder layers
 * @param hidden the size of a token's representation
 * @param heads the number that attention is split into
 * @param intermediate the inner size of the feed-forward layers
 * @param embedding the size of a token's embedding; a projection follows if it is not {@code
 *     hidden}
 * @param vocabulary the number of token ids
 * @param positions the number of rows of position embeddings
 * @param tokenTypes the number of rows of token type embeddings; 0 if there are none
 * @param padding the id of the padding token
 * @param epsilon what layer normalisations add to a variance
 * @param activation of the feed-forward layers
 */
record Architecture(
    Family family,
    int layers,
    int hidden,
    int heads,
    int intermediate,
    int embedding,
    int vocabulary,
    int positions,
    int tokenTypes,
    int padding,
    float epsilon,
    Activation activation) {
  /** As in Google's BERT. */
  static final float GOOGLES_EPSILON = 1e-12f;

  Architecture {
    if (heads < 1 || hidden % heads != 0) {
      throw new IllegalArgumentException(
          "a hidden size of " + hidden + " is no multiple of " + heads + " heads");
    }
    if (padding < 0
        || padding >= vocabulary
        || (family == Family.ROBERTA && padding > positions - 4)) {
      throw new IllegalArgumentException(
          "%d positions and %d tokens leave no room with padding as token %d"
              .formatted(positions, vocabulary, padding));
    }
  }

  /** The architecture of a model that starts from layers of a pre-trained BERT. */
  static Architecture of(Family family, Checkpoint base, int layers) {
    List<Integer> words = base.tensor("bert.embeddings.word_embeddings.weight").shape();
    List<Integer> positions = base.tensor("bert.embeddings.position_embeddings.weight").shape();
    List<Integer> types = base.tensor("bert.embeddings.token_type_embeddings.weight").shape();
    List<Integer> feedForward =
        base.tensor("bert.encoder.layer.0.intermediate.dense.weight").shape();
    int hidden = words.get(1);
    return new Architecture(
        family,
        layers,
        hidden,
        hidden / base.headSize(),
        feedForward.get(1),
        hidden,
        words.get(0),
        positions.get(0),
        types.get(0),
        0,
        GOOGLES_EPSILON,
        Activation.GELU);
  }

  int headSize() {
    return hidden / heads;
  }

  /** Whether the model is told the segment that a token belongs to; else all are of the first. */
  boolean hasTokenTypes() {
    return family.hasTokenTypes() && tokenTypes > 1;
  }

  /** Whether a linear layer brings embeddings to the hidden size. */
  boolean projectsEmbeddings() {
    return embedding != hidden;
  }

  /** Whether positions count from behind the padding token's id, and padding has that position. */
  boolean countsFromPadding() {
    return family == Family.ROBERTA;
  }

  /** The number of tokens that it can take. */
  int maximumLength() {
    return countsFromPadding() ? positions - padding - 1 : positions;
  }

  /** The model's inputs, in the order in which it declares them. */
  List<String> inputs() {
    return hasTokenTypes()
        ? List.of("input_ids", "attention_mask", "token_type_ids")
        : List.of("input_ids", "attention_mask");
  }
}
