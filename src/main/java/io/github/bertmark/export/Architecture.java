package io.github.bertmark.export;

import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.Family;
import java.util.List;

/**
 * The sizes of an encoder.
 *
 * @param family what it is made of
 * @param layers the number of encoder layers
 * @param hidden the size of a token's representation
 * @param intermediate the inner size of the feed-forward layers
 * @param vocabulary the number of token ids
 * @param positions the number of tokens that it can take
 */
record Architecture(
    Family family, int layers, int hidden, int intermediate, int vocabulary, int positions) {
  /** The same in every BERT that Google published, from 2 layers of 128 to 24 of 1024. */
  static final int HEAD_SIZE = 64;

  /** As in Google's BERT. */
  static final float LAYER_NORM_EPSILON = 1e-12f;

  Architecture {
    if (hidden % HEAD_SIZE != 0) {
      throw new IllegalArgumentException("hidden size " + hidden + " has no heads of " + HEAD_SIZE);
    }
  }

  /** The architecture of a model that starts from layers of a checkpoint. */
  static Architecture of(Family family, Checkpoint base, int layers) {
    List<Integer> words = base.tensor("bert.embeddings.word_embeddings.weight").shape();
    List<Integer> positions = base.tensor("bert.embeddings.position_embeddings.weight").shape();
    List<Integer> feedForward =
        base.tensor("bert.encoder.layer.0.intermediate.dense.weight").shape();
    return new Architecture(
        family, layers, words.get(1), feedForward.get(1), words.get(0), positions.get(0));
  }

  int heads() {
    return hidden / HEAD_SIZE;
  }
}
