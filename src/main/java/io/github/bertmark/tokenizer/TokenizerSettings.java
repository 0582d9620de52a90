package io.github.bertmark.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code save_pretrained} wrote beside a vocabulary: {@code tokenizer_config.json}, and in
 * older folders {@code special_tokens_map.json} and {@code added_tokens.json}. Each may be missing.
 */
final class TokenizerSettings {
  static final String WAY_OUT = "get it again from where it came, or save the tokenizer again";

  private static final String CONFIG = "tokenizer_config.json";
  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final JsonNode config;
  private final JsonNode specialTokens;
  private final JsonNode addedTokens;

  private TokenizerSettings(Path folder) throws IOException {
    this.folder = folder;
    config = read(CONFIG);
    // Where the configuration lists all tokens, the library takes nothing from the older files.
    boolean complete = config.has("added_tokens_decoder");
    specialTokens = complete ? MissingNode.getInstance() : read("special_tokens_map.json");
    addedTokens = complete ? MissingNode.getInstance() : read("added_tokens.json");
  }

  static TokenizerSettings read(Path folder) throws IOException {
    return new TokenizerSettings(folder);
  }

  private JsonNode read(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode json = Json.read(Json.bytes(file, WAY_OUT), JsonNode.class, file, WAY_OUT);
    if (!json.isObject()) {
      throw new InputException(file, "is no JSON object", WAY_OUT);
    }
    files.add(file);
    return json;
  }

  /** The files that are there. */
  List<Path> files() {
    return files;
  }

  boolean has(String name) {
    return config.hasNonNull(name);
  }

  boolean flag(String name, boolean otherwise) {
    Boolean value = flag(name);
    return value == null ? otherwise : value;
  }

  @Nullable Boolean flag(String name) {
    JsonNode value = config.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw new InputException(
          folder.resolve(CONFIG), name + " is neither true nor false", WAY_OUT);
    }
    return value.booleanValue();
  }

  /** The class of Hugging Face's that reads the vocabulary, if it is named. */
  String tokenizerClass() {
    return config.path("tokenizer_class").asText("");
  }

  /** In tokens; a number that no text reaches stands for none. */
  @Nullable Integer modelMaxLength() {
    JsonNode value = config.path("model_max_length");
    return value.canConvertToInt() && value.intValue() > 0 ? value.intValue() : null;
  }

  /** The token of a role, such as {@code unk_token}. */
  AddedToken token(String role, AddedToken otherwise) {
    JsonNode value = specialTokens.hasNonNull(role) ? specialTokens.path(role) : config.path(role);
    if (value.isTextual()) {
      String content = value.asText();
      return content.equals(otherwise.content()) ? otherwise : AddedToken.special(content);
    }
    return value.isObject() ? AddedToken.of(value, true) : otherwise;
  }

  /**
   * All added tokens by their ids, and those of further roles.
   *
   * @param ids of the vocabulary
   * @param roles that have a token if it has an id. Hugging Face's library would number one that
   *     has none behind the last, where the model has no embedding
   */
  SortedMap<Integer, AddedToken> added(Map<String, Integer> ids, List<AddedToken> roles) {
    SortedMap<Integer, AddedToken> added = new TreeMap<>();
    config
        .path("added_tokens_decoder")
        .properties()
        .forEach(
            entry -> add(added, entry.getKey(), AddedToken.of(entry.getValue(), false), CONFIG));
    addedTokens
        .properties()
        .forEach(
            entry ->
                add(
                    added,
                    entry.getValue().asText(),
                    AddedToken.ordinary(entry.getKey()),
                    "added_tokens.json"));
    Map<String, Integer> all = new HashMap<>(ids);
    added.forEach((id, token) -> place(all, id, token.content()));
    boolean complete = config.has("added_tokens_decoder");
    for (AddedToken token : specialTokens(roles).values()) {
      Integer id = all.get(token.content());
      if (id != null && !(complete && added.containsKey(id))) {
        added.put(id, token);
      }
    }
    return added;
  }

  private Map<String, AddedToken> specialTokens(List<AddedToken> roles) {
    Map<String, AddedToken> tokens = new LinkedHashMap<>();
    for (JsonNode map : List.of(config, specialTokens)) {
      for (JsonNode token : map.path("additional_special_tokens")) {
        AddedToken additional =
            token.isTextual() ? AddedToken.special(token.asText()) : AddedToken.of(token, true);
        tokens.put(additional.content(), additional);
      }
    }
    roles.forEach(token -> tokens.put(token.content(), token));
    return tokens;
  }

  private void add(Map<Integer, AddedToken> added, String id, AddedToken token, String file) {
    if (!id.matches("\\d{1,9}")) {
      throw new InputException(
          folder.resolve(file),
          PlainText.quoted(id) + " where the id of an added token belongs",
          WAY_OUT);
    }
    if (token.content().isEmpty() || added.put(Integer.valueOf(id), token) != null) {
      throw new InputException(folder.resolve(file), "no token, or two, for the id " + id, WAY_OUT);
    }
  }

  /** The library numbers what a vocabulary lacks by itself, one after the other. */
  private void place(Map<String, Integer> ids, int id, String token) {
    Integer known = ids.get(token);
    int expected = known == null ? ids.size() : known;
    if (id != expected) {
      throw new InputException(
          folder,
          "its added token "
              + PlainText.quoted(token)
              + " has the id "
              + id
              + " where its vocabulary makes it "
              + expected,
          WAY_OUT);
    }
    ids.put(token, id);
  }
}
