package io.github.bertmark.training;

import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Random weights of BERT's shape, one head wide and two layers deep. */
final class TinyBase implements Checkpoint {
  private static final int HIDDEN = 64;
  private static final int WIDE = 96;
  private static final int TOKENS = 32;

  private final Map<String, FloatTensor> tensors = new TreeMap<>();
  private final Random random = new Random(11);

  TinyBase() {
    add("bert.embeddings.word_embeddings.weight", TOKENS, HIDDEN);
    add("bert.embeddings.position_embeddings.weight", 16, HIDDEN);
    add("bert.embeddings.token_type_embeddings.weight", 2, HIDDEN);
    norm("bert.embeddings.LayerNorm");
    for (int i = 0; i < 2; i++) {
      String layer = TensorNames.BERT.layer(i);
      dense(layer + TensorNames.BERT.query, HIDDEN, HIDDEN);
      dense(layer + TensorNames.BERT.key, HIDDEN, HIDDEN);
      dense(layer + TensorNames.BERT.value, HIDDEN, HIDDEN);
      dense(layer + TensorNames.BERT.attentionOutput, HIDDEN, HIDDEN);
      norm(layer + TensorNames.BERT.attentionNorm);
      dense(layer + TensorNames.BERT.intermediate, HIDDEN, WIDE);
      dense(layer + TensorNames.BERT.output, WIDE, HIDDEN);
      norm(layer + TensorNames.BERT.outputNorm);
    }
    dense(TensorNames.BERT.pooler, HIDDEN, HIDDEN);
  }

  private void dense(String name, int input, int output) {
    add(name + ".weight", input, output);
    add(name + ".bias", output);
  }

  private void norm(String name) {
    add(name + ".weight", HIDDEN);
    add(name + ".bias", HIDDEN);
  }

  private void add(String name, Integer... shape) {
    int size = 1;
    for (int dimension : shape) {
      size *= dimension;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * 0.1 + (name.endsWith("Norm.weight") ? 1 : 0));
    }
    tensors.put(name, FloatTensor.of(name, new ArrayList<>(List.of(shape)), values));
  }

  @Override
  public Set<String> names() {
    return tensors.keySet();
  }

  @Override
  public FloatTensor tensor(String name) {
    return tensors.get(name);
  }

  @Override
  public List<String> vocabulary() {
    return List.of();
  }

  @Override
  public String sha256() {
    return "tiny";
  }

  @Override
  public void close() {}
}
