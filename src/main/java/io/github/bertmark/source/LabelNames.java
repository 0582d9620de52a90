package io.github.bertmark.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The names of a model's labels, in the order of its logits.
 *
 * @param names at least two, none twice
 * @param from where they were found, such as {@code id2label of config.json}
 */
record LabelNames(List<String> names, String from) {
  static final String WAY_OUT =
      "correct it, or name a file with the labels, one a line in the order of the logits, by"
          + " --labels";

  /** What transformers writes if nobody named the labels. */
  private static final Pattern PLACEHOLDER = Pattern.compile("LABEL_\\d+");

  private static final Pattern ID = Pattern.compile("\\d{1,9}");

  LabelNames {
    names = List.copyOf(names);
  }

  /**
   * Those of a {@code config.json}.
   *
   * @throws InputException if it has none, or none that can be meant
   */
  static LabelNames ofConfig(Path file, JsonNode config) {
    JsonNode ids = config.path("id2label");
    JsonNode inverse = config.path("label2id");
    if (ids.isObject() && !ids.isEmpty()) {
      List<String> names = inOrder(file + ": id2label", ids);
      requireAgreement(file, names, inverse);
      return checked(names, file, "id2label");
    }
    if (inverse.isObject() && !inverse.isEmpty()) {
      return checked(inverted(file + ": label2id", inverse), file, "label2id");
    }
    throw new InputException(file, "names no labels: it has no id2label", WAY_OUT);
  }

  /** Those of a file: a name a line, or JSON as {@code id2label} or as a list. */
  static LabelNames ofFile(Path file) throws IOException {
    byte[] bytes = Json.bytes(file, "name the file of the labels");
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InputException(file, "is not in UTF-8", "save it so", e);
    }
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (!text.stripLeading().startsWith("{") && !text.stripLeading().startsWith("[")) {
      return checked(text.stripTrailing().lines().map(String::strip).toList(), file, "its lines");
    }
    JsonNode json =
        Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class, file, "correct it");
    if (json.isObject()) {
      JsonNode ids = json.has("id2label") ? json.path("id2label") : json;
      return checked(inOrder(file.toString(), ids), file, "its keys");
    }
    List<String> names = new ArrayList<>();
    json.forEach(name -> names.add(name(file.toString(), name)));
    return checked(names, file, "its list");
  }

  /** The values of 0, 1, 2 ... */
  private static List<String> inOrder(String subject, JsonNode ids) {
    TreeMap<Integer, String> names = new TreeMap<>();
    for (Iterator<Map.Entry<String, JsonNode>> it = ids.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = it.next();
      if (!ID.matcher(entry.getKey()).matches()) {
        boolean inverted = entry.getValue().isIntegralNumber();
        throw new InputException(
            subject,
            inverted
                ? "maps names to numbers, not numbers to names: is it a label2id?"
                : "its key " + PlainText.quoted(entry.getKey()) + " is no number of a logit",
            WAY_OUT);
      }
      names.put(Integer.valueOf(entry.getKey()), name(subject, entry.getValue()));
    }
    for (int id = 0; id < names.size(); id++) {
      if (!names.containsKey(id)) {
        throw new InputException(subject, "has no " + id + " but " + names.lastKey(), WAY_OUT);
      }
    }
    return List.copyOf(names.values());
  }

  private static List<String> inverted(String subject, JsonNode labels) {
    TreeMap<Integer, String> names = new TreeMap<>();
    for (Iterator<Map.Entry<String, JsonNode>> it = labels.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = it.next();
      JsonNode id = entry.getValue();
      if (!id.canConvertToInt() || !id.isIntegralNumber()) {
        throw new InputException(
            subject, PlainText.quoted(entry.getKey()) + " has no number of a logit", WAY_OUT);
      }
      names.put(id.intValue(), entry.getKey());
    }
    if (names.size() != labels.size()
        || names.firstKey() != 0
        || names.lastKey() != names.size() - 1) {
      throw new InputException(subject, "its numbers are not 0 to n - 1, each once", WAY_OUT);
    }
    return List.copyOf(names.values());
  }

  private static String name(String subject, JsonNode value) {
    if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
      throw new InputException(subject, "has a label that is no text", WAY_OUT);
    }
    return value.asText();
  }

  private static void requireAgreement(Path file, List<String> names, JsonNode inverse) {
    if (!inverse.isObject()) {
      return;
    }
    for (int id = 0; id < names.size(); id++) {
      JsonNode other = inverse.path(names.get(id));
      if (!other.isMissingNode() && other.asInt(-1) != id) {
        throw new InputException(
            file,
            "id2label has "
                + PlainText.quoted(names.get(id))
                + " as "
                + id
                + ", label2id as "
                + PlainText.quoted(other.toString()),
            WAY_OUT);
      }
    }
  }

  private static LabelNames checked(List<String> names, Path file, String field) {
    String subject = file + ": " + field;
    if (names.size() < 2) {
      throw new InputException(
          subject, "names " + names.size() + " label, where a classifier has two", WAY_OUT);
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isBlank()) {
        throw new InputException(subject, "has a label without a name", WAY_OUT);
      }
      if (!seen.add(name)) {
        throw new InputException(subject, "has " + PlainText.quoted(name) + " twice", WAY_OUT);
      }
    }
    if (names.stream().allMatch(name -> PLACEHOLDER.matcher(name).matches())) {
      throw new InputException(
          subject,
          "holds placeholders, %s to %s, no names"
              .formatted(names.get(0), names.get(names.size() - 1)),
          WAY_OUT);
    }
    return new LabelNames(names, field + " of " + file.getFileName());
  }
}
