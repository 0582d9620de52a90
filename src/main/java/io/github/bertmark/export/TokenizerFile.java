package io.github.bertmark.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A WordPiece tokenizer as Hugging Face's tokenizers library reads it, {@code tokenizer.json}: the
 * text is cleaned, lower-cased and stripped of accents, split at spaces and punctuation, and framed
 * by [CLS] and [SEP]. Truncation and padding are left to the caller.
 */
public final class TokenizerFile {
  private static final List<String> SPECIAL_TOKENS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  /** As in Google's BERT: a longer word is unknown. */
  private static final int MAXIMUM_WORD_CHARACTERS = 100;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TokenizerFile() {}

  /**
   * Writes the tokenizer of a vocabulary.
   *
   * @param vocabulary the token of each id
   * @param source where the vocabulary comes from, for errors
   * @throws InputException if a token is there twice or one of BERT's special tokens is missing
   */
  public static void write(Path file, List<String> vocabulary, Object source) throws IOException {
    ObjectNode ids = ids(vocabulary, source);
    ObjectNode tokenizer = JSON.objectNode();
    tokenizer.put("version", "1.0").putNull("truncation").putNull("padding");
    tokenizer.set("added_tokens", addedTokens(ids));
    tokenizer.set("normalizer", normalizer());
    tokenizer.set("pre_tokenizer", typed("BertPreTokenizer"));
    tokenizer.set("post_processor", postProcessor(ids));
    tokenizer.set("decoder", typed("WordPiece").put("prefix", "##").put("cleanup", true));
    tokenizer.set("model", model(ids));
    Json.write(file, tokenizer);
  }

  private static ObjectNode ids(List<String> vocabulary, Object source) {
    ObjectNode ids = JSON.objectNode();
    for (int id = 0; id < vocabulary.size(); id++) {
      if (ids.has(vocabulary.get(id))) {
        throw new InputException(
            source, "its vocabulary has '" + vocabulary.get(id) + "' twice", "use another base");
      }
      ids.put(vocabulary.get(id), id);
    }
    for (String token : SPECIAL_TOKENS) {
      if (!ids.has(token)) {
        throw new InputException(source, "its vocabulary has no " + token, "use another base");
      }
    }
    return ids;
  }

  private static ArrayNode addedTokens(ObjectNode ids) {
    ArrayNode tokens = JSON.arrayNode();
    for (String token : SPECIAL_TOKENS) {
      tokens
          .addObject()
          .put("id", ids.get(token).asInt())
          .put("content", token)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    return tokens;
  }

  private static ObjectNode normalizer() {
    return typed("BertNormalizer")
        .put("clean_text", true)
        // The uncased model was pre-trained before Google's code began to set Chinese characters
        // apart, and its vocabulary has their continuations: 日 ##本 ##語.
        .put("handle_chinese_chars", false)
        .putNull("strip_accents") // as lowercase says
        .put("lowercase", true);
  }

  private static ObjectNode postProcessor(ObjectNode ids) {
    ObjectNode template = typed("TemplateProcessing");
    ArrayNode single = template.putArray("single");
    addPiece(single, "SpecialToken", "[CLS]", 0);
    addPiece(single, "Sequence", "A", 0);
    addPiece(single, "SpecialToken", "[SEP]", 0);
    ArrayNode pair = template.putArray("pair").addAll(single.deepCopy());
    addPiece(pair, "Sequence", "B", 1);
    addPiece(pair, "SpecialToken", "[SEP]", 1);
    ObjectNode tokens = template.putObject("special_tokens");
    for (String token : List.of("[CLS]", "[SEP]")) {
      ObjectNode entry = tokens.putObject(token).put("id", token);
      entry.putArray("ids").add(ids.get(token));
      entry.putArray("tokens").add(token);
    }
    return template;
  }

  private static void addPiece(ArrayNode template, String kind, String id, int typeId) {
    template.addObject().putObject(kind).put("id", id).put("type_id", typeId);
  }

  private static ObjectNode model(ObjectNode ids) {
    ObjectNode model =
        typed("WordPiece")
            .put("unk_token", "[UNK]")
            .put("continuing_subword_prefix", "##")
            .put("max_input_chars_per_word", MAXIMUM_WORD_CHARACTERS);
    model.set("vocab", ids);
    return model;
  }

  private static ObjectNode typed(String type) {
    return JSON.objectNode().put("type", type);
  }
}
