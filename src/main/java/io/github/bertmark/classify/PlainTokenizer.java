package io.github.bertmark.classify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * The form of BERT's own {@code tokenizer.json}, on which the tokenizers' library is known never to
 * end the process: either it takes such a file, or it says what is wrong.
 */
final class PlainTokenizer {
  private static final Set<String> SECTIONS =
      Set.of(
          "version",
          "truncation",
          "padding",
          "added_tokens",
          "normalizer",
          "pre_tokenizer",
          "post_processor",
          "decoder",
          "model");

  private PlainTokenizer() {}

  /** Whether a document is of that form. */
  static boolean is(JsonNode json) {
    return json.properties().stream().allMatch(section -> SECTIONS.contains(section.getKey()))
        && isType(json.path("normalizer"), "BertNormalizer")
        && isType(json.path("pre_tokenizer"), "BertPreTokenizer")
        && framesText(json.path("post_processor"))
        && isDecoder(json.path("decoder"))
        && isModel(json.path("model"));
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

  private static boolean isModel(JsonNode section) {
    if (!isType(section, "WordPiece") || !section.path("vocab").isObject()) {
      return false;
    }
    for (JsonNode id : section.path("vocab")) {
      if (!id.canConvertToInt() || !id.isIntegralNumber() || id.intValue() < 0) {
        return false;
      }
    }
    return section.path("unk_token").isTextual()
        && section.path("continuing_subword_prefix").isTextual()
        && section.path("max_input_chars_per_word").isIntegralNumber();
  }
}
