package io.github.bertmark;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads an instant as ISO-8601 text, {@code 2026-01-31T12:00:00Z}. */
final class InstantDeserializer extends FromStringDeserializer<Instant> {
  private static final long serialVersionUID = 1L;

  InstantDeserializer() {
    super(Instant.class);
  }

  @Override
  protected Instant _deserialize(String value, DeserializationContext context) throws IOException {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw context.weirdStringException(value, Instant.class, "not an instant in ISO-8601");
    }
  }
}
