package io.github.bertmark.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Hugging Face's tensor names of the two architectures. */
enum TensorNames {
  /** {@code BertForSequenceClassification}. */
  BERT(
      "bert.encoder.layer.",
      "attention.self.query",
      "attention.self.key",
      "attention.self.value",
      "attention.output.dense",
      "attention.output.LayerNorm",
      "intermediate.dense",
      "output.dense",
      "output.LayerNorm",
      "bert.embeddings.LayerNorm",
      "bert.pooler.dense"),
  /** {@code DistilBertForSequenceClassification}. */
  DISTILBERT(
      "distilbert.transformer.layer.",
      "attention.q_lin",
      "attention.k_lin",
      "attention.v_lin",
      "attention.out_lin",
      "sa_layer_norm",
      "ffn.lin1",
      "ffn.lin2",
      "output_layer_norm",
      "distilbert.embeddings.LayerNorm",
      "pre_classifier");

  static final String CLASSIFIER = "classifier";

  final String layers;
  final String query;
  final String key;
  final String value;
  final String attentionOutput;
  final String attentionNorm;
  final String intermediate;
  final String output;
  final String outputNorm;
  final String embeddingsNorm;

  /** The dense layer between the [CLS] hidden state and the classifier. */
  final String pooler;

  TensorNames(
      String layers,
      String query,
      String key,
      String value,
      String attentionOutput,
      String attentionNorm,
      String intermediate,
      String output,
      String outputNorm,
      String embeddingsNorm,
      String pooler) {
    this.layers = layers;
    this.query = query;
    this.key = key;
    this.value = value;
    this.attentionOutput = attentionOutput;
    this.attentionNorm = attentionNorm;
    this.intermediate = intermediate;
    this.output = output;
    this.outputNorm = outputNorm;
    this.embeddingsNorm = embeddingsNorm;
    this.pooler = pooler;
  }

  /** The names of an architecture as {@code variant.json} calls it. */
  static TensorNames of(String architecture) {
    return valueOf(architecture.toUpperCase(Locale.ROOT));
  }

  /** The last parts of the names of the layers that get a low-rank update. */
  List<String> adaptedModules() {
    return lastParts(query, key, value, attentionOutput, intermediate, output);
  }

  /** The last parts of the names of the modules that are trained in full. */
  List<String> trainedModules() {
    return lastParts(attentionNorm, outputNorm, embeddingsNorm, pooler, CLASSIFIER);
  }

  private static List<String> lastParts(String... modules) {
    return Arrays.stream(modules)
        .map(module -> module.substring(module.lastIndexOf('.') + 1))
        .distinct()
        .toList();
  }

  /** The prefix of one layer's tensors, with its dot. */
  String layer(int index) {
    return layers + index + ".";
  }
}
