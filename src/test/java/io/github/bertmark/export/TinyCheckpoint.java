package io.github.bertmark.export;

import io.github.bertmark.InputException;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.Family;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.LayerPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A BERT with random weights, small enough for quick tests: hidden size 128, two heads. */
public final class TinyCheckpoint implements Checkpoint {
  static final int HIDDEN = 128;
  static final int INTERMEDIATE = 256;
  static final int POSITIONS = 64;

  private final Map<String, FloatTensor> tensors = new LinkedHashMap<>();
  private final RandomGenerator random;

  public TinyCheckpoint(int layers, long seed) {
    random = new SplittableRandom(seed);
    add("bert.embeddings.word_embeddings.weight", 1, 0, vocabulary().size(), HIDDEN);
    add("bert.embeddings.position_embeddings.weight", 0.3, 0, POSITIONS, HIDDEN);
    add("bert.embeddings.token_type_embeddings.weight", 0.3, 0, 2, HIDDEN);
    addNorm("bert.embeddings.LayerNorm");
    for (int layer = 0; layer < layers; layer++) {
      for (LayerPart part : LayerPart.values()) {
        String module = Family.BERT.module(layer, part);
        switch (part) {
          case ATTENTION_NORM, OUTPUT_NORM -> addNorm(module);
          case INTERMEDIATE -> addLinear(module, HIDDEN, INTERMEDIATE);
          case OUTPUT -> addLinear(module, INTERMEDIATE, HIDDEN);
          default -> addLinear(module, HIDDEN, HIDDEN);
        }
      }
    }
    addLinear("bert.pooler.dense", HIDDEN, HIDDEN);
  }

  private void addLinear(String module, int inputs, int outputs) {
    add(module + ".weight", 1.5 / Math.sqrt(inputs), 0, inputs, outputs);
    add(module + ".bias", 0.1, 0, outputs);
  }

  private void addNorm(String module) {
    add(module + ".weight", 0.1, 1, HIDDEN);
    add(module + ".bias", 0.1, 0, HIDDEN);
  }

  private void add(String name, double deviation, double mean, Integer... shape) {
    tensors.put(name, gaussian(random, name, deviation, mean, shape));
  }

  /** A tensor of normally distributed values. */
  static FloatTensor gaussian(
      RandomGenerator random, String name, double deviation, double mean, Integer... shape) {
    int size = 1;
    for (int axis : shape) {
      size *= axis;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian(mean, deviation);
    }
    return FloatTensor.of(name, List.of(shape), values);
  }

  /** Special tokens, single characters that begin or continue a word, and some whole words. */
  @Override
  public List<String> vocabulary() {
    List<String> tokens = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    for (char c = 'a'; c <= 'z'; c++) {
      tokens.add(String.valueOf(c));
      tokens.add("##" + c);
    }
    for (char c = '0'; c <= '9'; c++) {
      tokens.add(String.valueOf(c));
      tokens.add("##" + c);
    }
    for (char c : "?!.,;:'\"-+*/()$%&".toCharArray()) {
      tokens.add(String.valueOf(c));
    }
    String words =
        "what is the pin number for my account how much money do i have to you can tell me";
    tokens.addAll(List.of(words.split(" ")).stream().filter(w -> w.length() > 1).toList());
    return tokens;
  }

  @Override
  public Set<String> names() {
    return tensors.keySet();
  }

  @Override
  public FloatTensor tensor(String name) {
    FloatTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InputException("tiny checkpoint", "holds no tensor " + name, "use another");
    }
    return tensor;
  }

  @Override
  public int headSize() {
    return 64;
  }

  @Override
  public String sha256() {
    return "0".repeat(64);
  }

  @Override
  public void close() {}
}
