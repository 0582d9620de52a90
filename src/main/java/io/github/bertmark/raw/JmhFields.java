package io.github.bertmark.raw;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields of one object in JMH's JSON, each read as the kind that it must be of. */
final class JmhFields {
  private static final String WAY_OUT = "use the file as JMH's -rf json writes it";

  private final Path file;
  private final JsonNode object;

  JmhFields(Path file, JsonNode object) {
    this.file = file;
    this.object = object;
    if (!object.isObject()) {
      throw fault("an entry is not an object", WAY_OUT);
    }
  }

  boolean has(String name) {
    return object.has(name);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  JmhFields child(String name) {
    return new JmhFields(file, field(name));
  }

  String text(String name) {
    return text(name, field(name));
  }

  int count(String name) {
    JsonNode value = field(name);
    if (!value.isInt() || value.intValue() < 0) {
      throw fault(name + " is not a count: " + value, WAY_OUT);
    }
    return value.intValue();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : array(name, field(name))) {
      texts.add(text(name, value));
    }
    return texts;
  }

  /** Texts by name; empty if the field is absent, as JMH leaves it out for want of parameters. */
  Map<String, String> textsByName(String name) {
    Map<String, String> texts = new TreeMap<>();
    if (has(name)) {
      for (Map.Entry<String, JsonNode> entry : field(name).properties()) {
        texts.put(entry.getKey(), text(name, entry.getValue()));
      }
    }
    return texts;
  }

  /** Rows of finite numbers, none below zero; JMH writes {@code "NaN"} for what is no number. */
  List<List<Double>> rows(String name) {
    List<List<Double>> rows = new ArrayList<>();
    for (JsonNode row : array(name, field(name))) {
      List<Double> values = new ArrayList<>();
      for (JsonNode value : array(name, row)) {
        if (!value.isNumber() || !(value.doubleValue() >= 0) || value.doubleValue() > 1e18) {
          throw fault(name + " holds " + value + ", which is no measured score", WAY_OUT);
        }
        values.add(value.doubleValue());
      }
      rows.add(values);
    }
    return rows;
  }

  InputException fault(String cause, String wayOut) {
    return new InputException(file, cause, wayOut);
  }

  private JsonNode field(String name) {
    JsonNode value = object.get(name);
    if (value == null) {
      throw fault("an entry has no " + name, WAY_OUT);
    }
    return value;
  }

  private JsonNode array(String name, JsonNode value) {
    if (!value.isArray()) {
      throw fault(name + " is not an array", WAY_OUT);
    }
    return value;
  }

  private String text(String name, JsonNode value) {
    if (!value.isTextual()) {
      throw fault(name + " is not a text: " + value, WAY_OUT);
    }
    return value.textValue();
  }
}
