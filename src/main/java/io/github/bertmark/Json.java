package io.github.bertmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The project's one way to read and write JSON, mapped to records.
 *
 * <p>Reading is strict: an unknown key, a key given twice, a missing or null component that is not
 * {@code @Nullable}, and anything after the value are errors. Writing is stable: components in the
 * order of their record, maps by key, two spaces, line feeds on every platform.
 */
public final class Json {
  private static final ObjectMapper MAPPER = newMapper();

  /** Of one document after the other, whose keys are not worth keeping. */
  private static final JsonFactory TOKENS =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final ObjectReader PARTS =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The key that Jackson finds missing, or there twice. */
  private static final Pattern NAMED_KEY =
      Pattern.compile("^(Missing required creator property|Duplicate field) '(.*)'");

  private Json() {}

  /**
   * Reads one file.
   *
   * @param wayOut what to do when the file is missing or unfit, for the error's last part
   * @throws InputException if there is no such file or it does not hold one such value
   * @throws IOException if the file cannot be read
   */
  public static <T> T read(Path file, Class<T> type, String wayOut) throws IOException {
    return read(bytes(file, wayOut), type, file, wayOut);
  }

  /**
   * The bytes of a file that is to be read as JSON.
   *
   * @throws InputException if there is no such file, or it is a folder, a device or a pipe, which
   *     may never end
   */
  public static byte[] bytes(Path file, String wayOut) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new InputException(file, "is no regular file", wayOut);
    }
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file, "no such file", wayOut, e);
    }
  }

  /** Reads one value from bytes in UTF-8; {@code subject} names them in errors. */
  public static <T> T read(byte[] bytes, Class<T> type, Object subject, String wayOut) {
    requireNotEmpty(bytes, subject, wayOut);
    try {
      T value = MAPPER.readValue(bytes, type);
      if (value == null) {
        throw new InputException(subject, "holds null instead of a value", wayOut);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new InputException(subject, describe(e), wayOut, e);
    } catch (IOException e) {
      throw new InputException(subject, "is not JSON in UTF-8", wayOut, e);
    }
  }

  private static void requireNotEmpty(byte[] bytes, Object subject, String wayOut) {
    if (bytes.length == 0) {
      throw new InputException(subject, "the file is empty", wayOut);
    }
  }

  /** Looks at a document token by token, and leaves none of it. */
  @FunctionalInterface
  public interface Scan<T> {
    T of(JsonParser tokens) throws IOException;
  }

  /**
   * Reads a document as strictly as {@link #read} does, without holding it; a part of it can be had
   * as a tree.
   */
  public static <T> T scan(byte[] bytes, Scan<T> scan, Object subject, String wayOut) {
    requireNotEmpty(bytes, subject, wayOut);
    try (JsonParser tokens = TOKENS.createParser(bytes)) {
      tokens.setCodec(PARTS);
      T found = scan.of(tokens);
      if (tokens.nextToken() != null) {
        throw new InputException(subject, "holds more than one value", wayOut);
      }
      return found;
    } catch (JsonProcessingException e) {
      throw new InputException(subject, describe(e), wayOut, e);
    } catch (IOException e) {
      throw new InputException(subject, "is not JSON in UTF-8", wayOut, e);
    }
  }

  /** Writes one value, atomically as {@link AtomicFiles#write} does. */
  public static void write(Path file, Object value) throws IOException {
    byte[] bytes = toBytes(value);
    AtomicFiles.write(file, out -> out.write(bytes));
  }

  /** The value as it is written to files: UTF-8, ends with a line feed. */
  public static byte[] toBytes(Object value) throws IOException {
    var bytes = new ByteArrayOutputStream();
    MAPPER.writeValue(bytes, value);
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /** The value as text, as it is written to files. */
  public static String toText(Object value) throws IOException {
    return new String(toBytes(value), StandardCharsets.UTF_8);
  }

  private static String describe(JsonProcessingException e) {
    StringBuilder text = new StringBuilder(reason(e));
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String path = pathOf(mapping);
      // Not "Missing field 'id' at id".
      if (!text.toString().endsWith(" '" + path + "'")) {
        text.append(" at ").append(path);
      }
    }
    JsonLocation place = e.getLocation();
    if (place != null && place.getLineNr() > 0) {
      text.append(" (line ").append(place.getLineNr());
      text.append(", column ").append(place.getColumnNr()).append(')');
    }
    return text.toString();
  }

  /** In words of our own: Jackson's name classes and settings of Java. */
  private static String reason(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "Unrecognized field " + PlainText.quoted(unknown.getPropertyName());
    }
    // What a record's own constructor objects to is worded for the reader already.
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof IllegalArgumentException refusal) {
      return PlainText.refusal(refusal);
    }
    String original = String.valueOf(e.getOriginalMessage());
    if (original.startsWith("Trailing token")) {
      return "holds more than one value";
    }
    if (original.startsWith("Invalid UTF-8")) {
      return "is not JSON in UTF-8";
    }
    Matcher named = NAMED_KEY.matcher(original);
    if (named.find()) {
      String complaint = named.group(1).startsWith("Dup") ? "Duplicate field" : "Missing field";
      return complaint + " '" + PlainText.cut(named.group(2)) + "'";
    }
    if (e instanceof JsonEOFException) {
      return "is cut off";
    }
    if (e instanceof InvalidNullException) {
      return "null where a value belongs";
    }
    if (e instanceof InvalidFormatException format) {
      return PlainText.quoted(String.valueOf(format.getValue()))
          + " where "
          + kind(format.getTargetType())
          + " belongs";
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "another value where " + kind(mismatch.getTargetType()) + " belongs";
    }
    return e instanceof JsonMappingException ? "a value that does not fit" : "is not valid JSON";
  }

  private static String kind(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + MAPPER.valueToTree(type.getEnumConstants());
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == Instant.class) {
      return "an instant in ISO-8601";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  private static String pathOf(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(PlainText.cut(step.getFieldName()));
      }
    }
    return path.toString();
  }

  private static ObjectMapper newMapper() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(indenter);
    SimpleModule values = new SimpleModule("values");
    values.addSerializer(Instant.class, ToStringSerializer.instance);
    values.addDeserializer(Instant.class, new InstantDeserializer());
    FiniteDeserializer.addTo(values);
    return JsonMapper.builder()
        .annotationIntrospector(
            JacksonAnnotationIntrospector.pair(
                new RequiredUnlessNullable(), new JacksonAnnotationIntrospector()))
        .addModule(values)
        .defaultPrettyPrinter(printer)
        .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
            DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .enable(
            StreamReadFeature.STRICT_DUPLICATE_DETECTION,
            // The same doubles as Double.parseDouble reads.
            StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .build();
  }
}
