package io.github.bertmark.classify.tokens;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The form of BERT's own {@code tokenizer.json}, on which the tokenizers' library is known never to
 * end the process: either it takes such a file, or it says what is wrong.
 */
public final class PlainTokenizer {
  private static final Set<String> REQUIRED =
      Set.of("normalizer", "pre_tokenizer", "post_processor", "model");

  private static final Set<String> OTHERS =
      Set.of("version", "truncation", "padding", "added_tokens", "decoder");

  private static final int MODEL_FIELDS = 5;

  private PlainTokenizer() {}

  /**
   * Whether a document is of that form. All of it is parsed, none of it held: its vocabulary has
   * tens of thousands of entries.
   *
   * @param tokens of the document, from its beginning
   */
  public static boolean is(JsonParser tokens) throws IOException {
    if (tokens.nextToken() != JsonToken.START_OBJECT) {
      tokens.skipChildren();
      return false;
    }
    Set<String> seen = new HashSet<>();
    boolean plain = true;
    for (String name = tokens.nextFieldName(); name != null; name = tokens.nextFieldName()) {
      tokens.nextToken();
      seen.add(name);
      plain &= isSection(name, tokens);
    }
    return plain && seen.containsAll(REQUIRED);
  }

  private static boolean isSection(String name, JsonParser tokens) throws IOException {
    return switch (name) {
      case "normalizer" -> isType(tree(tokens), "BertNormalizer");
      case "pre_tokenizer" -> isType(tree(tokens), "BertPreTokenizer");
      case "post_processor" -> framesText(tree(tokens));
      case "decoder" -> isDecoder(tree(tokens));
      case "model" -> isModel(tokens);
      default -> {
        tokens.skipChildren();
        yield OTHERS.contains(name);
      }
    };
  }

  private static JsonNode tree(JsonParser tokens) throws IOException {
    return tokens.readValueAsTree();
  }

  private static boolean isType(JsonNode section, String type) {
    return section.isObject() && section.path("type").asText().equals(type);
  }

  private static boolean framesText(JsonNode section) {
    if (isType(section, "BertProcessing")) {
      return true;
    }
    return isType(section, "TemplateProcessing")
        && isTemplate(section.path("single"), Set.of("A"), section.path("special_tokens"))
        && isTemplate(section.path("pair"), Set.of("A", "B"), section.path("special_tokens"));
  }

  /** The library looks texts and tokens up without asking whether they are there. */
  private static boolean isTemplate(JsonNode template, Set<String> texts, JsonNode tokens) {
    if (!template.isArray()) {
      return false;
    }
    for (JsonNode piece : template) {
      boolean token = tokens.path(piece.path("SpecialToken").path("id").asText()).isObject();
      boolean text = texts.contains(piece.path("Sequence").path("id").asText());
      if (piece.size() != 1 || (!token && !text)) {
        return false;
      }
    }
    return true;
  }

  /** The library ends the process on any that it does not know. */
  private static boolean isDecoder(JsonNode section) {
    return section.isNull()
        || section.isMissingNode()
        || (isType(section, "WordPiece")
            && section.size() == 3
            && section.path("prefix").isTextual()
            && section.path("cleanup").isBoolean());
  }

  private static boolean isModel(JsonParser tokens) throws IOException {
    if (tokens.currentToken() != JsonToken.START_OBJECT) {
      tokens.skipChildren();
      return false;
    }
    Set<String> fit = new HashSet<>();
    for (String name = tokens.nextFieldName(); name != null; name = tokens.nextFieldName()) {
      JsonToken value = tokens.nextToken();
      boolean fits =
          switch (name) {
            case "type" -> value == JsonToken.VALUE_STRING && tokens.getText().equals("WordPiece");
            case "vocab" -> isVocabulary(tokens);
            case "unk_token", "continuing_subword_prefix" -> value == JsonToken.VALUE_STRING;
            case "max_input_chars_per_word" -> value == JsonToken.VALUE_NUMBER_INT;
            default -> false;
          };
      if (fits) {
        fit.add(name);
      }
      // A vocabulary was read to its end.
      tokens.skipChildren();
    }
    return fit.size() == MODEL_FIELDS;
  }

  private static boolean isVocabulary(JsonParser tokens) throws IOException {
    if (tokens.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    boolean fits = true;
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      fits &=
          tokens.nextToken() == JsonToken.VALUE_NUMBER_INT
              && tokens.getNumberType() == JsonParser.NumberType.INT
              && tokens.getIntValue() >= 0;
      tokens.skipChildren();
    }
    return fits;
  }
}
