package io.github.bertmark;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** Reads a number that is finite: {@code 1e400} is valid JSON, but would be taken for infinity. */
final class FiniteDeserializer<T extends Number> extends JsonDeserializer<T> {
  private final JsonDeserializer<T> standard;
  private final Class<T> type;

  private FiniteDeserializer(JsonDeserializer<T> standard, Class<T> type) {
    this.standard = standard;
    this.type = type;
  }

  /** For floating-point numbers of both sizes, be they null where they may or not. */
  static void addTo(SimpleModule module) {
    add(module, Double.class, new NumberDeserializers.DoubleDeserializer(Double.class, null));
    add(module, double.class, new NumberDeserializers.DoubleDeserializer(double.class, 0.0));
    add(module, Float.class, new NumberDeserializers.FloatDeserializer(Float.class, null));
    add(module, float.class, new NumberDeserializers.FloatDeserializer(float.class, 0f));
  }

  private static <T extends Number> void add(
      SimpleModule module, Class<T> type, JsonDeserializer<T> standard) {
    module.addDeserializer(type, new FiniteDeserializer<>(standard, type));
  }

  @Override
  public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    T value = standard.deserialize(parser, context);
    if (value != null && !Double.isFinite(value.doubleValue())) {
      throw context.weirdStringException(parser.getText(), type, "not finite");
    }
    return value;
  }

  @Override
  public T getNullValue(DeserializationContext context) throws JsonMappingException {
    return standard.getNullValue(context);
  }
}
