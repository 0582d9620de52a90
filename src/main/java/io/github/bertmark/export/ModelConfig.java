package io.github.bertmark.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import io.github.bertmark.checkpoint.Activation;
import io.github.bertmark.checkpoint.Family;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code config.json} of Hugging Face's libraries says of a model. What it may leave out has
 * the value that it has there.
 *
 * @param modelClass such as {@code BertForSequenceClassification}
 * @param name that the model was loaded by when it was saved; empty if it is not told
 */
record ModelConfig(Architecture architecture, String modelClass, String name) {
  static final String FILE = "config.json";

  private static final String CLASSIFIER = "ForSequenceClassification";
  private static final String WAY_OUT = "get it again from where the model came";
  private static final String TO_ONNX =
      "export it to ONNX (optimum-cli export onnx --model FOLDER OUT) and name that folder";

  private static final Map<String, Family> FAMILIES =
      new TreeMap<>(
          Map.of(
              "bert", Family.BERT,
              "distilbert", Family.DISTILBERT,
              "roberta", Family.ROBERTA,
              "xlm-roberta", Family.ROBERTA,
              "camembert", Family.ROBERTA,
              "electra", Family.ELECTRA));

  /**
   * Reads the file in a folder.
   *
   * @param classifier whether the model has to be a classifier, rather than what one is made of
   * @throws InputException if it is malformed, or the model is of a kind that cannot be exported
   */
  static ModelConfig read(Path folder, boolean classifier) throws IOException {
    Path file = folder.resolve(FILE);
    Reader config = new Reader(file, Json.read(file, JsonNode.class, WAY_OUT));
    Family family = FAMILIES.get(config.text("model_type", ""));
    if (family == null) {
      throw new InputException(
          file,
          "model_type %s is none of %s"
              .formatted(
                  PlainText.quoted(config.text("model_type", "")),
                  String.join(", ", FAMILIES.keySet())),
          TO_ONNX);
    }
    String modelClass = config.json().path("architectures").path(0).asText("");
    if (classifier && !modelClass.isEmpty() && !modelClass.endsWith(CLASSIFIER)) {
      throw new InputException(
          file,
          "architectures names " + PlainText.quoted(modelClass) + ", which has no text classifier",
          "fine-tune it as a ..." + CLASSIFIER + " first, or name the folder of one");
    }
    config.require("problem_type", "single_label_classification", "one label a text");
    config.require("position_embedding_type", "absolute", "absolute positions");
    config.require("is_decoder", "false", "an encoder");
    try {
      return new ModelConfig(
          config.architecture(family), modelClass, config.text("_name_or_path", ""));
    } catch (IllegalArgumentException e) {
      throw new InputException(file, PlainText.refusal(e), WAY_OUT, e);
    }
  }

  /** The values of the file. */
  private record Reader(Path file, JsonNode json) {
    Architecture architecture(Family family) {
      boolean distilBert = family == Family.DISTILBERT;
      int hidden = size(distilBert ? "dim" : "hidden_size");
      boolean projects = family == Family.ELECTRA && json.has("embedding_size");
      return new Architecture(
          family,
          size(distilBert ? "n_layers" : "num_hidden_layers"),
          hidden,
          size(distilBert ? "n_heads" : "num_attention_heads"),
          size(distilBert ? "hidden_dim" : "intermediate_size"),
          projects ? size("embedding_size") : hidden,
          size("vocab_size"),
          size("max_position_embeddings"),
          distilBert ? 0 : json.has("type_vocab_size") ? size("type_vocab_size") : 2,
          json.path("pad_token_id").asInt(family == Family.ROBERTA ? 1 : 0),
          epsilon(distilBert),
          activation(distilBert ? "activation" : "hidden_act"));
    }

    /** DistilBERT has no setting for it. */
    private float epsilon(boolean distilBert) {
      JsonNode value = json.path("layer_norm_eps");
      if (distilBert || value.isMissingNode()) {
        return Architecture.GOOGLES_EPSILON;
      }
      if (!value.isNumber() || !(value.asDouble() > 0 && value.asDouble() < 1)) {
        throw new IllegalArgumentException("layer_norm_eps must be a number between 0 and 1");
      }
      return (float) value.asDouble();
    }

    private Activation activation(String key) {
      String name = text(key, "gelu");
      return Activation.of(name)
          .orElseThrow(
              () ->
                  new InputException(
                      file,
                      key + " " + PlainText.quoted(name) + " is none of gelu, gelu_new and relu",
                      TO_ONNX));
    }

    private int size(String key) {
      JsonNode value = json.path(key);
      if (!value.isInt() || value.asInt() < 1) {
        throw new IllegalArgumentException(key + " must be a whole number from 1 up");
      }
      return value.asInt();
    }

    String text(String key, String otherwise) {
      return json.path(key).isNull() ? otherwise : json.path(key).asText(otherwise);
    }

    void require(String key, String value, String meaning) {
      String found = text(key, value);
      if (!found.equals(value)) {
        throw new InputException(
            file,
            "%s is %s: only models with %s can be measured"
                .formatted(key, PlainText.quoted(found), meaning),
            "name the folder of another model");
      }
    }
  }
}
