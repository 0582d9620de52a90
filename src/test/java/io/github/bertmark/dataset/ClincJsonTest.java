package io.github.bertmark.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClincJsonTest {
  static final String SMALL =
      """
      {"oos_val": [["who won", "oos"]], "val": [["so long", "goodbye"]],
       "oos_test": [["which knot", "oos"], ["why is it so", "oos"]],
       "train": [["hi there", "greeting"], ["farewell", "goodbye"]],
       "oos_train": [["how tall", "oos"]], "test": [["hello \\u00e9", "greeting"]]}
      """;

  @Test
  void eachSplitIsFollowedByItsOutOfScopePart() {
    Map<Split, List<LabelledQuery>> splits = read(SMALL);

    assertThat(splits.get(Split.TRAIN))
        .containsExactly(
            new LabelledQuery("hi there", "greeting"),
            new LabelledQuery("farewell", "goodbye"),
            new LabelledQuery("how tall", "oos"));
    assertThat(splits.get(Split.VALIDATION))
        .containsExactly(
            new LabelledQuery("so long", "goodbye"), new LabelledQuery("who won", "oos"));
    assertThat(splits.get(Split.TEST))
        .containsExactly(
            new LabelledQuery("hello \u00e9", "greeting"),
            new LabelledQuery("which knot", "oos"),
            new LabelledQuery("why is it so", "oos"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // what is in the file | what takes its place | what the error names
        "[[\"so long\", \"goodbye\"]] | [] | split val is missing, empty or not a list",
        "\"val\" | \"dev\" | unknown splits: dev",
        "\"so long\", \"goodbye\" | \"so long\" | row 0 of val is not [query, label]",
        "\"so long\", \"goodbye\" | \"so long\", 7 | row 0 of val is not [query, label]",
        "[\"so long\", \"goodbye\"] | \"so long\" | row 0 of val is not [query, label]",
        "\"farewell\" | \"  \" | row 1 of train has an empty query or label",
        "\"oos_val\" | \"val\" | Duplicate field",
        "} | , | (line 5, column 1)",
        "} | }] | (line 4, column",
      })
  void anotherFormIsRefusedInOneLine(String part, String replacement, String named) {
    assertThat(SMALL).contains(part);
    assertThatThrownBy(() -> read(SMALL.replace(part, replacement)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("small.json: ")
        .hasMessageContaining(named)
        .hasMessageContaining("; fetch the file again from https://")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({"[]", "null", "7"})
  void whatIsNoObjectIsRefused(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not a JSON object of splits");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] latin = SMALL.replace("hi there", "h\u00ef there").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ClincJson.read(latin, "small.json"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("small.json: ")
        .hasMessageContaining("UTF-8");
  }

  private static Map<Split, List<LabelledQuery>> read(String json) {
    return ClincJson.read(json.getBytes(StandardCharsets.UTF_8), "small.json");
  }
}
