package io.github.bertmark.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The labelled texts of JSON Lines, an object each, or of one list of objects or of pairs {@code
 * [text, label]}. Labels that are numbers or truths are taken as they are written.
 */
final class JsonRows {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String WAY_OUT =
      "give an object a line, or a list of objects or of [text, label]";

  private final Object source;
  private final FileLayout layout;
  private final JsonParser json;
  private final List<LabelledRow> rows = new ArrayList<>();

  /** The names of text, label and domain, as the first object has them. */
  private List<@Nullable String> names = List.of();

  private JsonRows(Object source, FileLayout layout, JsonParser json) {
    this.source = source;
    this.layout = layout;
    this.json = json;
  }

  /** Whether a text is such JSON rather than CSV, by how it begins. */
  static boolean isJson(String text) {
    String start = text.substring(0, Math.min(text.length(), 200)).stripLeading();
    return start.matches("(?s)(\\{\\s*[\"}].*|\\[\\s*[\\[{\\]].*)");
  }

  /**
   * Reads all of them.
   *
   * @param source names the file in errors
   */
  static List<LabelledRow> read(String text, Object source, FileLayout layout) {
    try (JsonParser json = FACTORY.createParser(text)) {
      JsonRows rows = new JsonRows(source, layout, json);
      try {
        rows.read();
      } catch (JsonProcessingException e) {
        throw LabelledRow.fault(
            source,
            e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
            e instanceof JsonEOFException ? "the JSON is cut off" : "is not valid JSON",
            WAY_OUT);
      }
      return rows.rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() throws IOException {
    boolean list = json.nextToken() == JsonToken.START_ARRAY;
    if (list) {
      json.nextToken();
    }
    JsonToken token = json.currentToken();
    while (token != null && token != JsonToken.END_ARRAY) {
      long line = json.currentTokenLocation().getLineNr();
      switch (token) {
        case START_OBJECT -> object(line);
        case START_ARRAY -> pair(line);
        default -> throw LabelledRow.fault(source, line, "holds no object or pair", WAY_OUT);
      }
      token = json.nextToken();
    }
    if (list && json.nextToken() != null) {
      throw LabelledRow.fault(
          source, json.currentTokenLocation().getLineNr(), "goes on after the list", WAY_OUT);
    }
  }

  private void object(long line) throws IOException {
    Map<String, @Nullable JsonToken> kinds = new LinkedHashMap<>();
    Map<String, String> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken kind = json.nextToken();
      kinds.put(name, kind);
      if (kind.isScalarValue() && kind != JsonToken.VALUE_NULL) {
        values.put(name, json.getText());
      }
      json.skipChildren();
    }
    if (names.isEmpty()) {
      names = names(List.copyOf(kinds.keySet()));
    }
    String text = names.get(0);
    JsonToken kind = kinds.get(text);
    if (kind != null && kind.isScalarValue() && kind.isNumeric()) {
      throw LabelledRow.fault(source, line, "the text is a number", "put it between quotes");
    }
    for (String name : names.subList(0, 2)) {
      JsonToken own = kinds.get(name);
      if (own != null && own.isStructStart()) {
        throw LabelledRow.fault(
            source,
            line,
            "the " + (text == name ? "text" : "label") + " is no single value",
            WAY_OUT);
      }
    }
    rows.add(
        LabelledRow.of(
            source, line, values.get(text), values.get(names.get(1)), values.get(names.get(2))));
  }

  private List<@Nullable String> names(List<String> keys) {
    Columns columns = Columns.of(keys, layout, source);
    List<@Nullable String> found = new ArrayList<>();
    found.add(keys.get(columns.text()));
    found.add(keys.get(columns.label()));
    found.add(columns.domain() < 0 ? null : keys.get(columns.domain()));
    return found;
  }

  private void pair(long line) throws IOException {
    List<String> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonToken kind = json.currentToken();
      boolean text = kind == JsonToken.VALUE_STRING;
      if (kind == null || !(text || !values.isEmpty() && kind.isScalarValue())) {
        throw LabelledRow.fault(source, line, "is not [text, label]", WAY_OUT);
      }
      values.add(kind == JsonToken.VALUE_NULL ? "" : json.getText());
    }
    if (values.size() != 2) {
      throw LabelledRow.fault(
          source, line, "is not [text, label] but " + values.size() + " values", WAY_OUT);
    }
    rows.add(LabelledRow.of(source, line, values.get(0), values.get(1), null));
  }
}
