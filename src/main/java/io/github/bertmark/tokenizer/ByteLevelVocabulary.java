package io.github.bertmark.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import io.github.bertmark.tokenizer.TokenizerFile.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * A {@code vocab.json} and {@code merges.txt} of RoBERTa's: the ids of tokens whose characters
 * stand for bytes, and the pairs of them that become one, the first of them first.
 */
final class ByteLevelVocabulary {
  static final String IDS = "vocab.json";
  static final String MERGES = "merges.txt";

  private static final String WAY_OUT = TokenizerSettings.WAY_OUT;

  private ByteLevelVocabulary() {}

  /** Writes their tokenizer, with the defaults of Hugging Face's RobertaTokenizer. */
  static Tokenizer write(Path folder, TokenizerSettings settings, Path target) throws IOException {
    Path file = folder.resolve(IDS);
    Path merges = folder.resolve(MERGES);
    Map<String, Integer> ids = ids(file);
    List<String> pairs = pairs(merges, ids);
    AddedToken cls = settings.token("cls_token", AddedToken.special("<s>"));
    AddedToken sep = settings.token("sep_token", AddedToken.special("</s>"));
    AddedToken unknown = settings.token("unk_token", AddedToken.special("<unk>"));
    AddedToken pad = settings.token("pad_token", AddedToken.special("<pad>"));
    // Hugging Face's class has the space before it belong to it.
    AddedToken mask = settings.token("mask_token", AddedToken.special("<mask>").withLeftStrip());
    AddedToken bos = settings.token("bos_token", cls);
    AddedToken eos = settings.token("eos_token", sep);
    SortedMap<Integer, AddedToken> added =
        settings.added(ids, List.of(bos, eos, unknown, sep, pad, cls, mask));
    Map<String, Integer> all = new HashMap<>(ids);
    added.forEach((id, token) -> all.put(token.content(), id));
    Frame frame = Frame.of(all, cls.content(), sep.content(), unknown.content(), file, WAY_OUT);
    ObjectNode tokenizer = TokenizerFile.document(added);
    boolean prefixSpace = settings.flag("add_prefix_space", false);
    boolean trimOffsets = settings.flag("trim_offsets", true);
    tokenizer.putNull("normalizer");
    tokenizer.set("pre_tokenizer", byteLevel(prefixSpace, trimOffsets));
    tokenizer.set("post_processor", processor(frame, prefixSpace, trimOffsets));
    tokenizer.set("decoder", byteLevel(prefixSpace, trimOffsets));
    tokenizer.set("model", model(ids, pairs, frame));
    Json.write(target, tokenizer);
    return new Tokenizer(
        "byte-level BPE from " + IDS + " and " + MERGES,
        all.get(pad.content()),
        settings.modelMaxLength(),
        TokenizerFiles.filesOf(List.of(file, merges), settings));
  }

  private static Map<String, Integer> ids(Path file) throws IOException {
    JsonNode json = Json.read(Json.bytes(file, WAY_OUT), JsonNode.class, file, WAY_OUT);
    if (!json.isObject() || json.isEmpty()) {
      throw new InputException(file, "is no JSON object of tokens and their ids", WAY_OUT);
    }
    Map<String, Integer> ids = new LinkedHashMap<>();
    Set<Integer> seen = new HashSet<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      JsonNode id = entry.getValue();
      String token = PlainText.quoted(entry.getKey());
      if (!id.isInt() || id.intValue() < 0) {
        throw new InputException(file, "the id of " + token + " is no whole number", WAY_OUT);
      }
      if (!seen.add(id.intValue())) {
        throw new InputException(
            file, "the id " + id.intValue() + " of " + token + " is another's too", WAY_OUT);
      }
      ids.put(entry.getKey(), id.intValue());
    }
    return ids;
  }

  private static List<String> pairs(Path file, Map<String, Integer> ids) throws IOException {
    List<String> lines = TokenizerFiles.lines(file);
    int first = lines.get(0).startsWith("#version") ? 1 : 0;
    for (int line = first; line < lines.size(); line++) {
      String pair = lines.get(line);
      String[] parts = pair.split(" ", -1);
      if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
        throw new InputException(
            file,
            "line " + (line + 1) + " is no pair of tokens: " + PlainText.quoted(pair),
            WAY_OUT);
      }
      for (String token : List.of(parts[0], parts[1], parts[0] + parts[1])) {
        if (!ids.containsKey(token)) {
          throw new InputException(
              file,
              "line %d names %s, which %s lacks".formatted(line + 1, PlainText.quoted(token), IDS),
              WAY_OUT);
        }
      }
    }
    return lines.subList(first, lines.size());
  }

  private static ObjectNode byteLevel(boolean prefixSpace, boolean trimOffsets) {
    return TokenizerFile.typed("ByteLevel")
        .put("add_prefix_space", prefixSpace)
        .put("trim_offsets", trimOffsets)
        .put("use_regex", true);
  }

  private static ObjectNode processor(Frame frame, boolean prefixSpace, boolean trimOffsets) {
    ObjectNode processor = TokenizerFile.typed("RobertaProcessing");
    processor.putArray("sep").add(frame.sep()).add(frame.sepId());
    processor.putArray("cls").add(frame.cls()).add(frame.clsId());
    return processor.put("trim_offsets", trimOffsets).put("add_prefix_space", prefixSpace);
  }

  private static ObjectNode model(Map<String, Integer> ids, List<String> pairs, Frame frame) {
    ObjectNode model = TokenizerFile.typed("BPE").putNull("dropout");
    model
        .put("unk_token", frame.unknown())
        .put("continuing_subword_prefix", "")
        .put("end_of_word_suffix", "")
        .put("fuse_unk", false)
        .put("byte_fallback", false)
        .put("ignore_merges", false);
    model.set("vocab", TokenizerFile.vocabulary(ids));
    ArrayNode merges = model.putArray("merges");
    pairs.forEach(merges::add);
    return model;
  }
}
