package io.github.bertmark.checkpoint.jar;

import java.util.Map;
import java.util.Optional;

/** The mapping of the variable names of Google's BERT to Hugging Face's tensor names. */
final class TensorNames {
  private static final Map<String, String> LAST_PARTS =
      Map.of("kernel", "weight", "gamma", "weight", "beta", "bias", "bias", "bias");

  private TensorNames() {}

  /**
   * The name of a variable's tensor; empty for what is not part of the encoder, such as the
   * pre-training heads.
   */
  static Optional<String> ofVariable(String variable) {
    int start = variable.startsWith("bert/") ? 0 : variable.indexOf("/bert/") + 1;
    if (start == 0 && !variable.startsWith("bert/")) {
      return Optional.empty();
    }
    String path = variable.substring(start).replaceAll("/layer_(\\d+)/", "/layer/$1/");
    int last = path.lastIndexOf('/') + 1;
    String part = path.substring(last);
    String suffix =
        part.endsWith("_embeddings") ? part + ".weight" : LAST_PARTS.getOrDefault(part, part);
    return Optional.of(path.substring(0, last).replace('/', '.') + suffix);
  }
}
