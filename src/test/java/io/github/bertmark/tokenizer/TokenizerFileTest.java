package io.github.bertmark.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerFileTest {
  private static final List<String> VOCABULARY =
      List.of(
          "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "hello", "wor", "##ld", "##s", "cafe", "!",
          "中", "##国", "a", "##a");

  @TempDir Path folder;

  /** Expected by the rules of Google's tokenization.py, applied by hand. */
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello            | 2 5 3             | lower case",
        "'HELLO WORLDS!'  | 2 5 6 7 8 10 3    | the longest piece first, punctuation apart",
        "Café             | 2 9 3             | accents stripped",
        "Cafe\u0301       | 2 9 3             | combining accents stripped",
        "''               | 2 3               | nothing",
        "中国             | 2 11 12 3         | Chinese characters are letters",
        "hel\u0000lo      | 2 5 3             | control characters removed",
        "hello\u00a0hello | 2 5 5 3           | other spaces are spaces",
        "worldx           | 2 1 3             | a word with an unknown piece is unknown",
        "[MASK]           | 2 4 3             | special tokens are recognised"
      })
  void cutsTextAsBertDoes(String text, String ids, String rule) throws IOException {
    long[] expected = Arrays.stream(ids.split(" ")).mapToLong(Long::parseLong).toArray();

    assertThat(encode(text)).as(rule).isEqualTo(expected);
  }

  @Test
  void aWordOfMoreThanAHundredCharactersIsUnknown() throws IOException {
    long[] hundred = new long[102];
    Arrays.fill(hundred, 14);
    hundred[0] = 2;
    hundred[1] = 13;
    hundred[101] = 3;

    assertThat(encode("a".repeat(100))).isEqualTo(hundred);
    assertThat(encode("a".repeat(101))).containsExactly(2, 1, 3);
  }

  @Test
  void theSameVocabularyGivesTheSameBytes() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    TokenizerFile.write(file, VOCABULARY, "vocab.txt");
    String first = Files.readString(file);
    TokenizerFile.write(file, VOCABULARY, "vocab.txt");

    assertThat(Files.readString(file)).isEqualTo(first).contains("\"##ld\": 7,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"})
  void aVocabularyWithoutSpecialTokenIsRefused(String token) {
    List<String> vocabulary = new ArrayList<>(VOCABULARY);
    vocabulary.remove(token);

    assertThatThrownBy(() -> TokenizerFile.write(folder.resolve("t"), vocabulary, "bert.jar"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("bert.jar: its vocabulary has no " + token);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aVocabularyWithATokenTwiceIsRefused() {
    List<String> vocabulary = new ArrayList<>(VOCABULARY);
    vocabulary.add("hello");

    assertThatThrownBy(() -> TokenizerFile.write(folder.resolve("t"), vocabulary, "bert.jar"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("bert.jar: its vocabulary has \"hello\" twice");
  }

  private long[] encode(String text) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    TokenizerFile.write(file, VOCABULARY, "vocab.txt");
    try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(file)) {
      return tokenizer.encode(text).getIds();
    }
  }
}
