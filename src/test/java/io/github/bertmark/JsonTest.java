package io.github.bertmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.model.WeightForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  record Inner(int count, @Nullable String note) {}

  record Outer(
      String name, double share, Inner inner, List<Double> values, Map<String, Long> sums) {}

  record Dated(Instant at) {}

  private static final String VALID =
      """
      {
        "name": "a",
        "share": 0.5,
        "inner": {
          "count": 1,
          "note": null
        },
        "values": [ 1.0, 2.5 ],
        "sums": {
          "x": 1,
          "y": 2
        }
      }
      """;

  private static <T> T read(String text, Class<T> type) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), type, "outer.json", "write it anew");
  }

  @Test
  void writesStablyAndReadsBack() throws IOException {
    Outer value =
        new Outer("a", 0.5, new Inner(1, null), List.of(1.0, 2.5), Map.of("y", 2L, "x", 1L));
    assertThat(Json.toText(value)).isEqualTo(VALID);
    assertThat(read(VALID, Outer.class)).isEqualTo(value);
  }

  @Test
  void aNullableComponentMayBeAbsent() {
    assertThat(read("{\"count\": 3}", Inner.class)).isEqualTo(new Inner(3, null));
  }

  @Test
  void instantsAreIsoText() throws IOException {
    Dated dated = new Dated(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(Json.toText(dated)).contains("\"2026-01-31T12:00:00Z\"");
    assertThat(read(Json.toText(dated), Dated.class)).isEqualTo(dated);
    assertThatThrownBy(() -> read("{\"at\": \"yesterday\"}", Dated.class))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("yesterday");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"name\": \"a\",|                   | 'name'",
        "\"name\": \"a\",| \"name\": null,   | name",
        "\"count\": 1,   |                   | 'count'",
        "\"count\": 1,   | \"count\": null,  | inner",
        "\"count\": 1,   | \"count\": 1.5,   | inner.count",
        "\"count\": 1,   | \"count\": \"1\", | inner.count",
        "\"count\": 1,   | \"count\": 1, \"count\": 1, | Duplicate",
        "\"count\": 1,   | \"count\": 1, \"total\": 2, | total",
      })
  void aValueThatDoesNotFitIsNamedInOneLine(String valid, @Nullable String changed, String named) {
    String text = VALID.replace(valid, changed == null ? "" : changed);
    assertThat(text).isNotEqualTo(VALID);
    assertThatThrownBy(() -> read(text, Outer.class))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("outer.json: ")
        .hasMessageContaining(named)
        .hasMessageEndingWith("; write it anew")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e999", "\"NaN\""})
  void aNumberIsFinite(String number) {
    assertThatThrownBy(() -> read(VALID.replace("0.5", number), Outer.class))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a number belongs at share");
    assertThatThrownBy(() -> read(VALID.replace("2.5", number), Outer.class))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a number belongs at values[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a word "})
  void whatAConstructorRefusesIsQuotedInShort(String part) {
    String form = part.repeat(10_000).strip();
    assertThatThrownBy(() -> read('"' + form + '"', WeightForm.class))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("unknown form " + form.substring(0, 70))
        .hasMessageNotContaining(form.substring(0, 81))
        .hasMessageContaining("; write it anew");
  }

  @ParameterizedTest
  @CsvSource({"''", "null", "'{'", "'[]'", "'{}x'", "'not json'"})
  void whatIsNoSuchValueAtAllIsRefused(String text) {
    assertThatThrownBy(() -> read(text, Outer.class))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("outer.json: ");
  }

  @Test
  void everyCutOffIsRefused() {
    for (int length = 0; length < VALID.length() - 2; length++) {
      String cut = VALID.substring(0, length);
      assertThatThrownBy(() -> read(cut, Outer.class))
          .isInstanceOf(InputException.class)
          .hasMessageNotContaining("Source:");
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Json.read(Path.of("none.json"), Outer.class, "run again"))
        .isInstanceOf(InputException.class)
        .hasMessage("none.json: no such file; run again");
  }
}
