package io.github.bertmark.checkpoint.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * The settings of a low-rank adapter that its weights cannot be used without, and what they were
 * trained with: PEFT's {@code adapter_config.json}.
 *
 * @param base the pre-trained weights it belongs to
 * @param rank the inner size of the low-rank factors
 * @param alpha the numerator of their scale, alpha / rank
 * @param dropout the part of inputs that training dropped
 * @param targetModules the last parts of the names of the adapted linear layers
 * @param modulesToSave the last parts of the names of the modules that were trained in full
 */
public record AdapterConfig(
    String base,
    int rank,
    double alpha,
    double dropout,
    List<String> targetModules,
    List<String> modulesToSave) {
  static final String FILE = "adapter_config.json";

  private static final String WAY_OUT = "restore it from where it came, or make it again";

  /** Far beyond any that trains, and far below what float32 can multiply by. */
  private static final int LARGEST_SCALE = 1000;

  /** Whether the scale is alpha / sqrt(rank): "A Rank Stabilization Scaling Factor" (2023). */
  private static final String STABILISED = "use_rslora";

  /** Ways to begin that leave the base's own weights as they are. */
  private static final List<String> UNCHANGED_BASE = List.of("gaussian", "eva", "orthogonal");

  /** Settings that change what the weights mean, with the only value that is supported. */
  private static final Map<String, Boolean> UNSUPPORTED =
      Map.of("use_dora", false, "fan_in_fan_out", false);

  public AdapterConfig {
    if (rank < 1 || !(alpha > 0)) {
      throw new IllegalArgumentException("r and lora_alpha must be positive");
    }
    if (!(alpha / rank <= LARGEST_SCALE)) {
      throw new IllegalArgumentException("lora_alpha / r must be at most " + LARGEST_SCALE);
    }
    if (!(dropout >= 0 && dropout <= 1)) {
      throw new IllegalArgumentException("lora_dropout must be from 0 to 1");
    }
    targetModules = List.copyOf(targetModules);
    modulesToSave = List.copyOf(modulesToSave);
  }

  /** What a product of the factors is multiplied by. */
  public double scale() {
    return alpha / rank;
  }

  /** Reads the file in a folder; keys of PEFT that do not matter here are passed over. */
  static AdapterConfig read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    JsonNode json = Json.read(file, JsonNode.class, WAY_OUT);
    for (String key : UNSUPPORTED.keySet()) {
      if (json.path(key).asBoolean(false)) {
        throw new InputException(file, key + " is not supported", WAY_OUT);
      }
    }
    for (String key : List.of("rank_pattern", "alpha_pattern", "layer_replication")) {
      if (!json.path(key).isEmpty()) {
        throw new InputException(file, key + " is not supported", WAY_OUT);
      }
    }
    JsonNode initial = json.path("init_lora_weights");
    if (initial.isTextual() && !UNCHANGED_BASE.contains(initial.asText())) {
      throw new InputException(
          file,
          "init_lora_weights " + PlainText.quoted(initial.asText()) + " is not supported",
          "merge the adapter into its base, and name that model");
    }
    if (!json.path("peft_type").asText().equals("LORA")
        || !json.path("bias").asText("none").equals("none")) {
      throw new InputException(file, "is not a LORA adapter without biases", WAY_OUT);
    }
    if (!json.path("r").isInt() || !json.path("lora_alpha").isNumber()) {
      throw new InputException(file, "r and lora_alpha must be numbers", WAY_OUT);
    }
    int rank = json.path("r").asInt();
    boolean stabilised = json.path(STABILISED).asBoolean(false);
    try {
      return new AdapterConfig(
          json.path("base_model_name_or_path").asText(),
          rank,
          json.path("lora_alpha").asDouble() * (stabilised ? Math.sqrt(rank) : 1),
          json.path("lora_dropout").asDouble(),
          texts(json.path("target_modules")),
          texts(json.path("modules_to_save")));
    } catch (IllegalArgumentException e) {
      throw new InputException(file, "cannot be used: " + PlainText.refusal(e), WAY_OUT, e);
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  void write(Path folder) throws IOException {
    Map<String, Object> json = new TreeMap<>(UNSUPPORTED);
    json.put(STABILISED, false);
    json.put("peft_type", "LORA");
    json.put("task_type", "SEQ_CLS");
    json.put("base_model_name_or_path", base);
    json.put("r", rank);
    json.put("lora_alpha", alpha == Math.rint(alpha) ? (Object) (long) alpha : (Object) alpha);
    json.put("lora_dropout", dropout);
    json.put("bias", "none");
    json.put("target_modules", targetModules);
    json.put("modules_to_save", modulesToSave);
    json.put("inference_mode", true);
    Json.write(folder.resolve(FILE), json);
  }
}
