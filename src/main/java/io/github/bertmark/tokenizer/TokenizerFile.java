package io.github.bertmark.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A WordPiece tokenizer as Hugging Face's tokenizers library reads it, {@code tokenizer.json}: the
 * text is cleaned, lower-cased and stripped of accents as is asked for, split at spaces and
 * punctuation, and framed by [CLS] and [SEP]. Truncation and padding are left to the caller.
 */
public final class TokenizerFile {
  private static final List<String> SPECIAL_TOKENS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  /** As in Google's BERT: a longer word is unknown. */
  private static final int MAXIMUM_WORD_CHARACTERS = 100;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TokenizerFile() {}

  /**
   * What happens to a text before its words are looked up.
   *
   * @param stripAccents null to do as {@code lowerCase} says
   * @param chineseCharacters whether each is a word
   */
  record Normalizer(boolean lowerCase, @Nullable Boolean stripAccents, boolean chineseCharacters) {}

  /**
   * The tokens that frame a text.
   *
   * @param unknown what stands for a word that is not known
   */
  record Frame(String cls, int clsId, String sep, int sepId, String unknown) {
    /** Fails if one of them has no id. */
    static Frame of(
        Map<String, Integer> ids,
        String cls,
        String sep,
        String unknown,
        Object source,
        String wayOut) {
      require(ids, unknown, source, wayOut);
      return new Frame(
          cls, require(ids, cls, source, wayOut), sep, require(ids, sep, source, wayOut), unknown);
    }
  }

  /**
   * Writes the tokenizer of Google's uncased BERT for a vocabulary.
   *
   * @param vocabulary the token of each id
   * @param source where the vocabulary comes from, for errors
   * @throws InputException if a token is there twice or one of BERT's special tokens is missing
   */
  public static void write(Path file, List<String> vocabulary, Object source) throws IOException {
    Map<String, Integer> ids = ids(vocabulary, source, "use another base");
    SortedMap<Integer, AddedToken> added = new TreeMap<>();
    for (String token : SPECIAL_TOKENS) {
      added.put(require(ids, token, source, "use another base"), AddedToken.special(token));
    }
    Frame frame = Frame.of(ids, "[CLS]", "[SEP]", "[UNK]", source, "use another base");
    // That model was pre-trained before Google's code began to set Chinese characters apart, and
    // its vocabulary has their continuations: 日 ##本 ##語.
    Normalizer normalizer = new Normalizer(true, null, false);
    write(file, ids, added, normalizer, frame);
  }

  /**
   * Writes any.
   *
   * @param added by their ids
   */
  static void write(
      Path file,
      Map<String, Integer> ids,
      SortedMap<Integer, AddedToken> added,
      Normalizer normalizer,
      Frame frame)
      throws IOException {
    ObjectNode tokenizer = document(added);
    tokenizer.set("normalizer", normalizer(normalizer));
    tokenizer.set("pre_tokenizer", typed("BertPreTokenizer"));
    tokenizer.set("post_processor", postProcessor(frame));
    tokenizer.set("decoder", typed("WordPiece").put("prefix", "##").put("cleanup", true));
    tokenizer.set("model", model(ids, frame));
    Json.write(file, tokenizer);
  }

  /** The beginning that all tokenizers share. */
  static ObjectNode document(SortedMap<Integer, AddedToken> added) {
    ObjectNode tokenizer = JSON.objectNode();
    tokenizer.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode tokens = tokenizer.putArray("added_tokens");
    added.forEach((id, token) -> token.addTo(tokens, id));
    return tokenizer;
  }

  static ObjectNode vocabulary(Map<String, Integer> ids) {
    ObjectNode vocabulary = JSON.objectNode();
    ids.forEach(vocabulary::put);
    return vocabulary;
  }

  static ObjectNode typed(String type) {
    return JSON.objectNode().put("type", type);
  }

  /** The ids of tokens in their order, none of which may be there twice. */
  static Map<String, Integer> ids(List<String> vocabulary, Object source, String wayOut) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String token : vocabulary) {
      if (ids.putIfAbsent(token, ids.size()) != null) {
        throw new InputException(
            source, "its vocabulary has " + PlainText.quoted(token) + " twice", wayOut);
      }
    }
    return ids;
  }

  private static int require(Map<String, Integer> ids, String token, Object source, String wayOut) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new InputException(source, "its vocabulary has no " + PlainText.line(token), wayOut);
    }
    return id;
  }

  private static ObjectNode normalizer(Normalizer normalizer) {
    return typed("BertNormalizer")
        .put("clean_text", true)
        .put("handle_chinese_chars", normalizer.chineseCharacters())
        .put("strip_accents", normalizer.stripAccents())
        .put("lowercase", normalizer.lowerCase());
  }

  private static ObjectNode postProcessor(Frame frame) {
    ObjectNode template = typed("TemplateProcessing");
    ArrayNode single = template.putArray("single");
    addPiece(single, "SpecialToken", frame.cls(), 0);
    addPiece(single, "Sequence", "A", 0);
    addPiece(single, "SpecialToken", frame.sep(), 0);
    ArrayNode pair = template.putArray("pair").addAll(single.deepCopy());
    addPiece(pair, "Sequence", "B", 1);
    addPiece(pair, "SpecialToken", frame.sep(), 1);
    ObjectNode tokens = template.putObject("special_tokens");
    addToken(tokens, frame.cls(), frame.clsId());
    addToken(tokens, frame.sep(), frame.sepId());
    return template;
  }

  private static void addToken(ObjectNode tokens, String token, int id) {
    ObjectNode entry = tokens.putObject(token).put("id", token);
    entry.putArray("ids").add(id);
    entry.putArray("tokens").add(token);
  }

  private static void addPiece(ArrayNode template, String kind, String id, int typeId) {
    template.addObject().putObject(kind).put("id", id).put("type_id", typeId);
  }

  private static ObjectNode model(Map<String, Integer> ids, Frame frame) {
    ObjectNode model =
        typed("WordPiece")
            .put("unk_token", frame.unknown())
            .put("continuing_subword_prefix", "##")
            .put("max_input_chars_per_word", MAXIMUM_WORD_CHARACTERS);
    model.set("vocab", vocabulary(ids));
    return model;
  }
}
