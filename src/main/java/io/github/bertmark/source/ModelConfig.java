package io.github.bertmark.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code config.json} as transformers writes it, as far as it tells about what goes into a
 * classifier and what comes out.
 */
final class ModelConfig {
  private static final String FILE = "config.json";
  private static final String WAY_OUT = "put the config.json of the fine-tuned model there";

  /** Their positions begin behind that of the padding token. */
  private static final Set<String> OFFSET_POSITIONS =
      Set.of("roberta", "xlm-roberta", "camembert", "xlm-roberta-xl", "longformer", "mpnet");

  private final Path file;
  private final JsonNode json;

  private ModelConfig(Path file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  /**
   * That of a folder; null if there is none.
   *
   * @throws InputException if it is damaged, or of a model that does not choose among labels
   */
  static @Nullable ModelConfig in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return null;
    }
    JsonNode json = Json.read(file, JsonNode.class, WAY_OUT);
    if (!json.isObject()) {
      throw new InputException(file, "is no JSON object", WAY_OUT);
    }
    String problem = json.path("problem_type").asText("");
    if (problem.equals("regression") || problem.equals("multi_label_classification")) {
      throw new InputException(
          file,
          "problem_type is " + problem + ", and bertmark measures the choice of one label",
          "use a model of problem_type single_label_classification");
    }
    return new ModelConfig(file, json);
  }

  LabelNames labels() {
    return LabelNames.ofConfig(file, json);
  }

  /** The class that transformers would load, or else the type; for people. */
  String architecture() {
    String named = json.path("architectures").path(0).asText(json.path("model_type").asText(""));
    return named.isBlank() ? "a model of unknown architecture" : PlainText.line(named);
  }

  /** The token that fills a text up; null if it is not said. */
  private @Nullable Integer padTokenId() {
    JsonNode id = json.path("pad_token_id");
    return id.canConvertToInt() && id.isIntegralNumber() && id.intValue() >= 0
        ? Integer.valueOf(id.intValue())
        : null;
  }

  /** How many tokens it can take, special ones included; null if it is not said. */
  @Nullable Integer positions() {
    int positions =
        Stream.of("max_position_embeddings", "n_positions", "max_seq_len")
            .map(json::path)
            .filter(JsonNode::canConvertToInt)
            .mapToInt(JsonNode::intValue)
            .filter(value -> value > 0)
            .findFirst()
            .orElse(0);
    positions -= firstPosition();
    return positions > 0 ? Integer.valueOf(positions) : null;
  }

  /** The position of a text's first token. */
  int firstPosition() {
    Integer pad = padTokenId();
    return OFFSET_POSITIONS.contains(json.path("model_type").asText(""))
        ? (pad == null ? 1 : pad) + 1
        : 0;
  }
}
