package io.github.bertmark.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * CLINC150's JSON: one object, split name to a list of {@code [query, label]}, the out-of-scope
 * queries in splits of their own.
 */
final class ClincJson {
  /** Each split is read from these, in this order: published figures count on it. */
  private static final Map<Split, List<String>> PARTS =
      new EnumMap<>(
          Map.of(
              Split.TRAIN, List.of("train", "oos_train"),
              Split.VALIDATION, List.of("val", "oos_val"),
              Split.TEST, List.of("test", "oos_test")));

  private static final String WAY_OUT =
      "fetch the file again from " + DatasetEdition.CLINC150_PLUS.uri() + ", or correct your own";

  private static final Pattern START =
      Pattern.compile("\\s*\\{\\s*\"(oos_)?(train|val|test)\"\\s*:\\s*\\[");

  private ClincJson() {}

  /** Whether a text is such an object, by how it begins. */
  static boolean is(String text) {
    return START.matcher(text).lookingAt();
  }

  /**
   * Reads all splits that there are; the test split has to be.
   *
   * @param source names the file in errors
   * @throws InputException if the JSON has another form
   */
  static Map<Split, List<LabelledQuery>> read(byte[] json, Object source) {
    JsonNode root = Json.read(json, JsonNode.class, source, WAY_OUT);
    if (!root.isObject()) {
      throw malformed(source, "is not a JSON object of splits");
    }
    refuseUnknownSplits(root, source);
    Map<Split, List<LabelledQuery>> splits = new EnumMap<>(Split.class);
    PARTS.forEach(
        (split, names) -> {
          List<LabelledQuery> queries = new ArrayList<>();
          names.forEach(name -> addPart(root, name, queries, source));
          if (!queries.isEmpty()) {
            splits.put(split, queries);
          }
        });
    return splits;
  }

  private static void refuseUnknownSplits(JsonNode root, Object source) {
    Set<String> unknown = new LinkedHashSet<>();
    root.fieldNames().forEachRemaining(unknown::add);
    PARTS.values().forEach(names -> unknown.removeAll(new HashSet<>(names)));
    if (!unknown.isEmpty()) {
      throw malformed(source, "has unknown splits: " + String.join(", ", unknown));
    }
  }

  private static void addPart(
      JsonNode root, String name, List<LabelledQuery> queries, Object source) {
    JsonNode rows = root.get(name);
    if (rows == null && !name.equals("test")) {
      return;
    }
    if (rows == null || !rows.isArray() || rows.isEmpty()) {
      throw malformed(source, "split " + name + " is missing, empty or not a list");
    }
    int row = 0;
    for (Iterator<JsonNode> it = rows.elements(); it.hasNext(); row++) {
      JsonNode pair = it.next();
      if (pair.size() != 2 || !pair.path(0).isTextual() || !pair.path(1).isTextual()) {
        throw malformed(source, "row " + row + " of " + name + " is not [query, label]");
      }
      if (pair.get(0).textValue().isBlank() || pair.get(1).textValue().isBlank()) {
        throw malformed(source, "row " + row + " of " + name + " has an empty query or label");
      }
      queries.add(new LabelledQuery(pair.get(0).textValue(), pair.get(1).textValue()));
    }
  }

  private static InputException malformed(Object source, String cause) {
    return new InputException(source, cause, WAY_OUT);
  }
}
