package io.github.bertmark.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * A token that is found in a text before it is cut, and never cut itself.
 *
 * @param leftStrip whether spaces before it belong to it
 * @param rightStrip whether spaces behind it belong to it
 * @param normalized whether it is looked for after the text is normalised
 * @param special whether it frames or stands for texts, such as [CLS]
 */
record AddedToken(
    String content,
    boolean leftStrip,
    boolean rightStrip,
    boolean singleWord,
    boolean normalized,
    boolean special) {

  static AddedToken special(String content) {
    return new AddedToken(content, false, false, false, false, true);
  }

  static AddedToken ordinary(String content) {
    return new AddedToken(content, false, false, false, true, false);
  }

  /** As Hugging Face's files describe one; what they leave out is false. */
  static AddedToken of(JsonNode description, boolean special) {
    return new AddedToken(
        description.path("content").asText(),
        description.path("lstrip").asBoolean(),
        description.path("rstrip").asBoolean(),
        description.path("single_word").asBoolean(),
        description.path("normalized").asBoolean(),
        description.path("special").asBoolean(special));
  }

  AddedToken withLeftStrip() {
    return new AddedToken(content, true, rightStrip, singleWord, normalized, special);
  }

  void addTo(ArrayNode tokens, int id) {
    tokens
        .addObject()
        .put("id", id)
        .put("content", content)
        .put("single_word", singleWord)
        .put("lstrip", leftStrip)
        .put("rstrip", rightStrip)
        .put("normalized", normalized)
        .put("special", special);
  }
}
