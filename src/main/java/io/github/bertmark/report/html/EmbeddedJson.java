package io.github.bertmark.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON that can stand inside a script element: no text in it ends the element, opens a comment or
 * is taken for a reference, whatever a name holds.
 */
final class EmbeddedJson {
  private static final JsonMapper MAPPER = newMapper();

  private EmbeddedJson() {}

  static JsonMapper mapper() {
    return MAPPER;
  }

  static String of(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonMapper newMapper() {
    JsonMapper mapper = JsonMapper.builder().build();
    mapper.getFactory().setCharacterEscapes(new ForScripts());
    return mapper;
  }

  /** Escapes what HTML or older JavaScript would read as more than a character. */
  private static final class ForScripts extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_SEPARATOR = 0x2028;
    private static final int LAST_SEPARATOR = 0x2029;

    private final int[] ascii = standardAsciiEscapesForJSON();

    ForScripts() {
      for (char special : "<>&".toCharArray()) {
        ascii[special] = ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return character == FIRST_SEPARATOR || character == LAST_SEPARATOR
          ? new SerializedString("\\u" + Integer.toHexString(character))
          : null;
    }
  }
}
