package io.github.bertmark.export;

import io.github.bertmark.Json;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A tiny checkpoint of a family with random weights, in the words of Hugging Face's libraries,
 * written down here by themselves. Every weight is a multiple of 1/64 below 2, so that float32,
 * float16 and bfloat16 hold the same numbers.
 */
public final class PretrainedFixture {
  static final int LAYERS = 2;
  static final int HIDDEN = 48;
  static final int HEADS = 4;
  static final int INTERMEDIATE = 96;
  static final int VOCABULARY = 40;
  static final int POSITIONS = 24;
  static final int LABELS = 5;

  /** Of ELECTRA, whose embeddings are of another size. */
  static final int EMBEDDING = 32;

  static final Map<String, String> CLASSES =
      Map.of(
          "bert", "BertForSequenceClassification",
          "distilbert", "DistilBertForSequenceClassification",
          "roberta", "RobertaForSequenceClassification",
          "xlm-roberta", "XLMRobertaForSequenceClassification",
          "camembert", "CamembertForSequenceClassification",
          "electra", "ElectraForSequenceClassification");

  public final Map<String, Object> config = new TreeMap<>();
  final Map<String, FloatTensor> tensors = new LinkedHashMap<>();
  private final RandomGenerator random;

  /**
   * Makes one.
   *
   * @param modelType as config.json has it
   */
  public PretrainedFixture(String modelType, long seed) {
    random = new SplittableRandom(seed);
    boolean distilBert = modelType.equals("distilbert");
    boolean electra = modelType.equals("electra");
    String family = modelType.contains("bert") && !distilBert ? "roberta" : modelType;
    String prefix = (modelType.equals("bert") ? "bert" : family) + ".";
    boolean roberta = prefix.equals("roberta.");
    config.put("model_type", modelType);
    config.put("architectures", List.of(CLASSES.get(modelType)));
    config.put(distilBert ? "dim" : "hidden_size", HIDDEN);
    config.put(distilBert ? "n_layers" : "num_hidden_layers", LAYERS);
    config.put(distilBert ? "n_heads" : "num_attention_heads", HEADS);
    config.put(distilBert ? "hidden_dim" : "intermediate_size", INTERMEDIATE);
    config.put(distilBert ? "activation" : "hidden_act", "gelu");
    config.put("vocab_size", VOCABULARY);
    config.put("max_position_embeddings", POSITIONS);
    config.put("pad_token_id", roberta ? 1 : 0);
    int embedding = electra ? EMBEDDING : HIDDEN;
    if (electra) {
      config.put("embedding_size", embedding);
    }
    add(prefix + "embeddings.word_embeddings.weight", 0.5, 0, VOCABULARY, embedding);
    add(prefix + "embeddings.position_embeddings.weight", 0.3, 0, POSITIONS, embedding);
    if (!distilBert) {
      config.put("layer_norm_eps", roberta ? 1e-5 : 1e-3);
      config.put("type_vocab_size", roberta ? 1 : 2);
      add(prefix + "embeddings.token_type_embeddings.weight", 0.3, 0, roberta ? 1 : 2, embedding);
    }
    norm(prefix + "embeddings.LayerNorm", embedding);
    if (electra) {
      linear(prefix + "embeddings_project", embedding, HIDDEN);
    }
    for (int layer = 0; layer < LAYERS; layer++) {
      layer(prefix + (distilBert ? "transformer.layer." : "encoder.layer.") + layer, distilBert);
    }
    if (modelType.equals("bert")) {
      linear("bert.pooler.dense", HIDDEN, HIDDEN);
    }
    if (distilBert) {
      linear("pre_classifier", HIDDEN, HIDDEN);
    }
    if (roberta || electra) {
      linear("classifier.dense", HIDDEN, HIDDEN);
    }
    linear(roberta || electra ? "classifier.out_proj" : "classifier", HIDDEN, LABELS);
  }

  private void layer(String layer, boolean distilBert) {
    for (String part : List.of("q", "k", "v")) {
      String name = Map.of("q", "query", "k", "key", "v", "value").get(part);
      linear(
          layer + (distilBert ? ".attention." + part + "_lin" : ".attention.self." + name),
          HIDDEN,
          HIDDEN);
    }
    linear(layer + (distilBert ? ".attention.out_lin" : ".attention.output.dense"), HIDDEN, HIDDEN);
    norm(layer + (distilBert ? ".sa_layer_norm" : ".attention.output.LayerNorm"), HIDDEN);
    linear(layer + (distilBert ? ".ffn.lin1" : ".intermediate.dense"), HIDDEN, INTERMEDIATE);
    linear(layer + (distilBert ? ".ffn.lin2" : ".output.dense"), INTERMEDIATE, HIDDEN);
    norm(layer + (distilBert ? ".output_layer_norm" : ".output.LayerNorm"), HIDDEN);
  }

  private void linear(String module, int inputs, int outputs) {
    add(module + ".weight", 1.5 / Math.sqrt(inputs), 0, outputs, inputs);
    add(module + ".bias", 0.1, 0, outputs);
  }

  private void norm(String module, int size) {
    add(module + ".weight", 0.1, 1, size);
    add(module + ".bias", 0.1, 0, size);
  }

  void add(String name, double deviation, double mean, Integer... shape) {
    float[] values = TinyCheckpoint.gaussian(random, name, deviation, mean, shape).toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(-127, Math.min(127, Math.round(values[i] * 64))) / 64f;
    }
    tensors.put(name, FloatTensor.of(name, List.of(shape), values));
  }

  public Collection<FloatTensor> all() {
    return tensors.values();
  }

  /** The same tensors under other names, as they are to be saved. */
  List<FloatTensor> renamed(String from, String to) {
    List<FloatTensor> renamed = new ArrayList<>();
    for (FloatTensor tensor : all()) {
      renamed.add(
          new FloatTensor(tensor.name().replaceAll(from, to), tensor.shape(), tensor.bytes()));
    }
    return renamed;
  }

  /** Writes config.json and model.safetensors. */
  public Path write(Path folder) throws IOException {
    writeConfig(folder);
    Safetensors.write(folder.resolve("model.safetensors"), all(), ElementType.F32);
    return folder;
  }

  public Path writeConfig(Path folder) throws IOException {
    Files.createDirectories(folder);
    Json.write(folder.resolve("config.json"), config);
    return folder;
  }
}
