package io.github.bertmark.tokenizer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code tokenizer.json} that is there, as far as it says what it is. Its vocabulary is passed
 * over: it has hundreds of thousands of entries.
 */
final class ReadyTokenizer {
  private final Path file;
  private final Map<String, JsonNode> sections = new HashMap<>();
  private @Nullable String model;

  private ReadyTokenizer(Path file) {
    this.file = file;
  }

  /**
   * Reads one.
   *
   * @throws InputException if it is no JSON object with a model, or the library does not know a
   *     kind that it names
   */
  static ReadyTokenizer read(Path file, byte[] bytes) {
    ReadyTokenizer tokenizer = new ReadyTokenizer(file);
    Json.scan(bytes, tokenizer::scan, file, TokenizerSettings.WAY_OUT);
    if (tokenizer.model == null) {
      throw new InputException(
          file, "is not a tokenizer: it has no model", TokenizerSettings.WAY_OUT);
    }
    return tokenizer;
  }

  /** Its kind, as people call it. */
  String kind() {
    return switch (Objects.requireNonNull(model)) {
      case "BPE" -> mentions("ByteLevel") ? "byte-level BPE" : "BPE";
      case "Unigram" -> "unigram";
      default -> model;
    };
  }

  /** The id of the token that it pads with, by name if that is known. */
  @Nullable Integer padTokenId(String name) {
    for (JsonNode token : section("added_tokens")) {
      if (token.path("content").asText().equals(name) && token.path("id").isInt()) {
        return token.path("id").intValue();
      }
    }
    JsonNode id = section("padding").path("pad_id");
    return id.isInt() ? id.intValue() : null;
  }

  private JsonNode section(String name) {
    return sections.getOrDefault(name, MissingNode.getInstance());
  }

  private boolean mentions(String kind) {
    return section("pre_tokenizer").findValuesAsText("type").contains(kind)
        || section("normalizer").findValuesAsText("type").contains(kind);
  }

  private boolean scan(JsonParser tokens) throws IOException {
    if (tokens.nextToken() != JsonToken.START_OBJECT) {
      tokens.skipChildren();
      throw new InputException(
          file, "is not a tokenizer: it is no JSON object", TokenizerSettings.WAY_OUT);
    }
    for (String name = tokens.nextFieldName(); name != null; name = tokens.nextFieldName()) {
      JsonToken value = tokens.nextToken();
      if (name.equals("model") && value == JsonToken.START_OBJECT) {
        model = model(tokens);
      } else {
        JsonNode section = tokens.readValueAsTree();
        Set<String> kinds = TokenizersRelease.KINDS.get(name);
        if (kinds != null) {
          for (String kind : section.findValuesAsText("type")) {
            require(name, kind, kinds);
          }
        }
        sections.put(name, section);
      }
    }
    return true;
  }

  /** Files of the library's first years name no type: the fields tell. */
  private String model(JsonParser tokens) throws IOException {
    String type = null;
    String guess = "WordLevel";
    for (String name = tokens.nextFieldName(); name != null; name = tokens.nextFieldName()) {
      tokens.nextToken();
      if (name.equals("type")) {
        type = tokens.getText();
      }
      guess =
          switch (name) {
            case "merges" -> "BPE";
            case "unk_id" -> "Unigram";
            case "max_input_chars_per_word" -> "WordPiece";
            default -> guess;
          };
      tokens.skipChildren();
    }
    if (type == null) {
      return guess;
    }
    require("model", type, Objects.requireNonNull(TokenizersRelease.KINDS.get("model")));
    return type;
  }

  private void require(String section, String kind, Set<String> kinds) {
    if (!kinds.contains(kind)) {
      throw new InputException(
          file,
          "its "
              + section
              + " is of kind "
              + PlainText.quoted(kind)
              + ", which tokenizers "
              + TokenizersRelease.VERSION
              + " does not know",
          TokenizersRelease.WAY_OUT);
    }
  }
}
