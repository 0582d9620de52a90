package io.github.bertmark;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of a document that a record is mapped to by {@link Json}. */
final class RecordSchema {
  private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();

  private RecordSchema() {}

  static ObjectNode of(Class<? extends Record> type, String id, String title) throws IOException {
    RecordSchema schema = new RecordSchema();
    schema.define(type);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$id", id).put("title", title);
    root.put("$ref", "#/$defs/" + name(type));
    root.set("$defs", schema.definitions);
    return root;
  }

  private static String name(Class<?> type) {
    return type.getName().replaceFirst(".*\\.", "").replace('$', '.');
  }

  private void define(Class<?> type) throws IOException {
    if (definitions.has(name(type))) {
      return;
    }
    ObjectNode schema = definitions.putObject(name(type)).put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (RecordComponent component : type.getRecordComponents()) {
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      String name =
          annotation(component, JsonProperty.class)
              .map(JsonProperty::value)
              .orElse(component.getName());
      properties.set(name, of(component.getAnnotatedType(), nullable));
      if (!nullable && annotation(component, JsonInclude.class).isEmpty()) {
        required.add(name);
      }
    }
    JsonIgnoreProperties ignored = type.getAnnotation(JsonIgnoreProperties.class);
    if (ignored != null) {
      Arrays.stream(ignored.value()).forEach(name -> properties.putObject(name));
    }
    schema.put("additionalProperties", false);
  }

  private static <A extends Annotation> Optional<A> annotation(
      RecordComponent component, Class<A> type) {
    return Optional.ofNullable(component.getAccessor().getAnnotation(type));
  }

  private ObjectNode of(AnnotatedType annotated, boolean nullable) throws IOException {
    Type type = annotated.getType();
    Class<?> raw = (Class<?>) (type instanceof ParameterizedType of ? of.getRawType() : type);
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (Collection.class.isAssignableFrom(raw)) {
      type(schema, "array", nullable).set("items", argument(annotated, 0));
    } else if (Map.class.isAssignableFrom(raw)) {
      type(schema, "object", nullable).set("additionalProperties", argument(annotated, 1));
    } else if (raw == Instant.class) {
      type(schema, "string", nullable).put("format", "date-time");
    } else if (raw.isEnum()) {
      var names = schema.putArray("enum");
      for (Object constant : raw.getEnumConstants()) {
        names.add(Json.read(Json.toBytes(constant), JsonNode.class, raw, ""));
      }
      if (nullable) {
        names.addNull();
      }
    } else if (raw == String.class || isWrittenAsText(raw)) {
      type(schema, "string", nullable);
    } else if (raw == boolean.class || raw == Boolean.class) {
      type(schema, "boolean", nullable);
    } else if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class) {
      type(schema, "integer", nullable);
    } else if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
      type(schema, "number", nullable);
    } else {
      define(raw);
      ObjectNode reference = nullable ? schema.putArray("anyOf").addObject() : schema;
      reference.put("$ref", "#/$defs/" + name(raw));
      if (nullable) {
        ((ArrayNode) schema.get("anyOf")).addObject().put("type", "null");
      }
    }
    return schema;
  }

  private static boolean isWrittenAsText(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .anyMatch(
            method ->
                method.isAnnotationPresent(JsonValue.class)
                    && method.getReturnType() == String.class);
  }

  private static ObjectNode type(ObjectNode schema, String type, boolean nullable) {
    if (nullable) {
      schema.putArray("type").add(type).add("null");
      return schema;
    }
    return schema.put("type", type);
  }

  private ObjectNode argument(AnnotatedType annotated, int index) throws IOException {
    AnnotatedType argument =
        ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[index];
    return of(argument, argument.isAnnotationPresent(Nullable.class));
  }
}
