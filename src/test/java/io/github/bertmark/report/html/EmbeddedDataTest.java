package io.github.bertmark.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bertmark.InputException;
import io.github.bertmark.predictions.Prediction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedDataTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "]]>&amp;&lt;",
        "line\u2028and\u2029paragraph",
        "\"quoted\" \\ back\nslash"
      })
  void noTextEndsTheScriptAndEveryTextComesBack(String text) throws IOException {
    ObjectMapper json = new ObjectMapper();
    String embedded = EmbeddedJson.of(json.createObjectNode().put(text, text));

    assertThat(embedded).doesNotContain("<", ">", "&", "\u2028", "\u2029", "\n");
    assertThat(json.readTree(embedded).path(text).asText()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 256, 257, 3_000})
  void predictionsComeBackFromTheirCompactForm(int labels) {
    Random random = new Random(labels);
    Map<String, List<Prediction>> variants = new LinkedHashMap<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      // Every label occurs.
      expected.add("label" + (i < labels ? i : random.nextInt(labels)));
    }
    for (String variant : List.of("a", "b")) {
      List<Prediction> predictions = new ArrayList<>();
      for (int i = 0; i < expected.size(); i++) {
        predictions.add(
            new Prediction(
                i, expected.get(i), "label" + random.nextInt(labels), random.nextFloat()));
      }
      variants.put(variant, predictions);
    }

    EncodedPredictions encoded = EncodedPredictions.of(variants);

    assertThat(encoded.labelBytes()).isEqualTo(labels <= 256 ? 1 : 2);
    variants.forEach(
        (variant, predictions) -> {
          ByteBuffer scores = bytes(encoded.variants().get(variant).scores());
          for (int i = 0; i < predictions.size(); i++) {
            assertThat(label(encoded, encoded.expected(), i)).isEqualTo(expected.get(i));
            assertThat(label(encoded, encoded.variants().get(variant).predicted(), i))
                .isEqualTo(predictions.get(i).predicted());
            assertThat(Short.toUnsignedInt(scores.getShort(2 * i)) / 65_535f)
                .isCloseTo(predictions.get(i).score(), within(1e-5f));
          }
        });
  }

  @Test
  void predictionsOfUnlikeQueriesAreRefused() {
    Map<String, List<Prediction>> variants =
        Map.of(
            "a", List.of(new Prediction(0, "balance", "oos", 0.5f)),
            "b", List.of(new Prediction(0, "transfer", "oos", 0.5f)));

    assertThatThrownBy(() -> EncodedPredictions.of(variants)).isInstanceOf(InputException.class);
  }

  private static String label(EncodedPredictions encoded, String column, int query) {
    ByteBuffer bytes = bytes(column);
    int number =
        encoded.labelBytes() == 1
            ? Byte.toUnsignedInt(bytes.get(query))
            : Short.toUnsignedInt(bytes.getShort(2 * query));
    return encoded.labels().get(number);
  }

  private static ByteBuffer bytes(String base64) {
    return ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
