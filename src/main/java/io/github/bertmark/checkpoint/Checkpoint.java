package io.github.bertmark.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The pre-trained weights of a BERT model with their vocabulary.
 *
 * <p>Tensors are named as in Hugging Face's {@code BertForPreTraining}, with the prefix: {@code
 * bert.embeddings.word_embeddings.weight}, {@code
 * bert.encoder.layer.0.attention.self.query.weight}. Unlike there, the weight of a linear layer is
 * stored input x output, as TensorFlow and ONNX's MatMul have it.
 */
public interface Checkpoint extends Closeable {
  /** The names of all tensors. */
  Set<String> names();

  /**
   * One tensor; valid until the checkpoint is closed.
   *
   * @throws io.github.bertmark.InputException if there is none of that name
   */
  FloatTensor tensor(String name);

  /** The size of a head of attention, which the tensors do not tell. */
  int headSize();

  /** The WordPiece vocabulary: the token of each id, in order. */
  List<String> vocabulary();

  /** The SHA-256 of the file that the checkpoint was read from, lower-case hexadecimal. */
  String sha256();

  @Override
  void close() throws IOException;
}
