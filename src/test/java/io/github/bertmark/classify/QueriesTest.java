package io.github.bertmark.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that no user should type and some will. */
class QueriesTest {
  private static final long UNKNOWN = 1;
  private static final long CLS = 2;
  private static final long SEP = 3;
  private static final long WEATHER = 19;

  @TempDir static Path folder;
  private static Classifier classifier;
  private static HuggingFaceTokenizer reference;

  @BeforeAll
  static void open() throws IOException {
    ModelVariant variant = new TinyVariant().write(folder.resolve("tiny"));
    classifier = Classifier.open(variant, SessionSettings.ofThreads(1));
    reference =
        HuggingFaceTokenizer.newInstance(
            variant.tokenizerFile(),
            Map.of("truncation", "true", "padding", "false", "stride", "0", "maxLength", "16"));
  }

  @AfterAll
  static void close() {
    reference.close();
    classifier.close();
  }

  private static List<Long> ids(String query) {
    assertThat(classifier.classify(query).score()).isBetween(0f, 1f);
    return classifier.tokenize(query).tokenIds();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r\n", "\u0000", "\u0000\u0007\u001b\u007f\u0085", "\ufffd"})
  void nothingButBlanksAndControlCharactersIsAnEmptyQuery(String query) {
    assertThat(ids(query)).containsExactly(CLS, SEP);
  }

  @Test
  void tenThousandWordsAreTruncated() {
    assertThat(ids("weather ".repeat(10_000)))
        .hasSize(16)
        .startsWith(CLS, WEATHER)
        .endsWith(WEATHER, SEP);
  }

  @Test
  void oneWordOfAHundredThousandLettersIsUnknown() {
    assertThat(ids("a".repeat(100_000))).containsExactly(CLS, UNKNOWN, SEP);
  }

  @Test
  void emojiAreUnknownWords() {
    assertThat(ids("weather \ud83d\ude00 weather"))
        .containsExactly(CLS, WEATHER, UNKNOWN, WEATHER, SEP);
    assertThat(ids("\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67"))
        .containsExactly(CLS, UNKNOWN, SEP);
  }

  @Test
  void controlCharactersVanish() {
    assertThat(ids("wea\u0000the\u0008r")).containsExactly(CLS, WEATHER, SEP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wea\ud83dther",
        "wea\ude00ther",
        "weather\ud83d",
        "\ude00weather",
        "wea\ude00\ud83dther"
      })
  void unpairedSurrogatesVanish(String query) {
    assertThat(ids(query)).containsExactly(CLS, WEATHER, SEP);
  }

  @Test
  void anUnpairedSurrogateLeavesTheRestOfItsQueryAlone() {
    assertThat(ids("\ud83d weather \ud83d\ude00 wea\u0000ther"))
        .isEqualTo(ids("weather \ud83d\ude00 weather"));
  }

  @Test
  void aNullIsNoQuery() {
    assertThatThrownBy(() -> classifier.classify(null)).isInstanceOf(NullPointerException.class);
    assertThat(ids("weather")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyStringOfCodePointsIsTokenisedAsTheReferenceDoes(long seed) {
    RandomGenerator random = new Random(seed);
    for (int n = 0; n < 200; n++) {
      String query =
          random
              .ints(random.nextInt(12), 0, 0x30000)
              .filter(point -> point < 0xd800 || point > 0xdfff)
              .mapToObj(point -> random.nextBoolean() ? Character.toString(point) : " weathers ?")
              .reduce("", String::concat);
      assertThat(ids(query)).containsExactly(box(reference.encode(query).getIds()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyStringOfCharsIsAnswered(long seed) {
    RandomGenerator random = new Random(seed);
    for (int n = 0; n < 500; n++) {
      StringBuilder query = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        query.append(
            (char)
                (random.nextBoolean() ? random.nextInt(0xd800, 0xe000) : random.nextInt(0x10000)));
      }
      assertThat(ids(query.toString())).hasSizeLessThanOrEqualTo(16);
    }
  }

  private static Long[] box(long[] values) {
    return java.util.Arrays.stream(values).boxed().toArray(Long[]::new);
  }
}
