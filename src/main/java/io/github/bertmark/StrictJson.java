package io.github.bertmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A reader of JSON that takes a document as its record says or not at all: unknown, repeated,
 * missing and ill-typed keys are errors. A record marks its mandatory keys with
 * {@code @JsonProperty(required = true)}.
 */
public final class StrictJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private StrictJson() {}

  /**
   * Reads a file.
   *
   * @param wayOut what the reader of an error can do about it
   * @throws InputException if the file is missing, is not JSON or does not fit the type
   */
  public static <T> T read(Path file, Class<T> type, String wayOut) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file, "is missing", wayOut, e);
    } catch (IOException e) {
      throw new InputException(file, "cannot be read (" + e.getMessage() + ")", wayOut, e);
    }
    return read(file, bytes, type, wayOut);
  }

  /** As {@link #read(Path, Class, String)}, of bytes that came from the named subject. */
  public static <T> T read(Object subject, byte[] bytes, Class<T> type, String wayOut) {
    try {
      T document = MAPPER.readValue(bytes, type);
      if (document == null) {
        throw new InputException(subject, "is null", wayOut);
      }
      return document;
    } catch (JsonProcessingException e) {
      throw new InputException(subject, cause(e), wayOut, e);
    } catch (IOException e) {
      throw new InputException(subject, "cannot be read (" + e.getMessage() + ")", wayOut, e);
    }
  }

  private static String cause(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown key " + path(unknown);
    }
    if (e instanceof ValueInstantiationException invalid && invalid.getCause() != null) {
      return invalid.getCause().getMessage();
    }
    if (e instanceof JsonMappingException mapping) {
      String where = path(mapping);
      return (where.isEmpty() ? "" : "at " + where + ": ") + mapping.getOriginalMessage();
    }
    String where =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return "is not valid JSON" + where + ": " + e.getOriginalMessage();
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }
}
