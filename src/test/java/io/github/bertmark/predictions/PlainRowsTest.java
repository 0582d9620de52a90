package io.github.bertmark.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apache Commons CSV is the reference: what it reads otherwise must be left to it. */
class PlainRowsTest {
  private static final String HEADER = "index,expected,predicted,score";
  private static final Path NAME = Path.of("some.csv");

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAsCsvReadsIt() throws IOException {
    Random random = new Random(5);
    Path file = folder.resolve("predictions.csv");
    List<Prediction> predictions =
        random
            .ints(1_000, 0, 1_000_000)
            .mapToObj(i -> new Prediction(i, "zürich " + i % 7, "b_" + i % 5, random.nextFloat()))
            .toList();
    Predictions.write(file, predictions);
    byte[] bytes = Files.readAllBytes(file);

    assertThat(PlainRows.read(bytes, HEADER)).contains(predictions);
    assertThat(Predictions.readCsv(file, bytes)).isEqualTo(predictions);
  }

  @Test
  void labelsThatNeedQuotesAreLeftToCsv() throws IOException {
    Path file = folder.resolve("predictions.csv");
    List<Prediction> predictions =
        List.of(new Prediction(0, "a,b", "say \"c\"", 0.5f), new Prediction(1, "a", "b\nc", 1));
    Predictions.write(file, predictions);

    assertThat(PlainRows.read(Files.readAllBytes(file), HEADER)).isEmpty();
    assertThat(Predictions.read(file)).isEqualTo(predictions);
  }

  /** Random texts of the characters that matter, most of which are no such file. */
  @Test
  void whateverIsReadIsWhatCsvReads() throws IOException {
    Random random = new Random(7);
    String[] parts = {
      "0", "1", ",", ",", ",", "\n", "\n", "\r", "\"", "a", ".", " ", "\ufffd", "E", "-", "+", "é"
    };
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(HEADER + "\n");
      int rows = random.nextInt(3);
      for (int row = 0; row < rows; row++) {
        text.append(row).append(",a,b,0.5\n");
        if (random.nextInt(3) == 0) {
          int from = text.length() - 1 - random.nextInt(10);
          text.replace(from, from + random.nextInt(2), parts[random.nextInt(parts.length)]);
        }
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      Optional<List<Prediction>> plain = PlainRows.read(bytes, HEADER);
      if (plain.isPresent()) {
        read++;
        assertThat(plain.get()).as(text.toString()).isEqualTo(csv(bytes));
      }
    }
    assertThat(read).isBetween(5_000, 19_000);
  }

  private static List<Prediction> csv(byte[] bytes) throws IOException {
    try {
      return Predictions.readCsv(NAME, bytes);
    } catch (InputException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatCannotBeDecodedIsNotReadAtAll() {
    byte[] bytes = (HEADER + "\n0,a,b,0.5\n").getBytes(StandardCharsets.UTF_8);
    assertThat(PlainRows.read(bytes, HEADER)).isPresent();
    bytes[HEADER.length() + 3] = (byte) 0xff;
    assertThat(PlainRows.read(bytes, HEADER)).isEmpty();
    assertThatThrownBy(() -> Predictions.read(NAME, bytes))
        .isInstanceOf(InputException.class)
        .hasMessage("some.csv: is not text in UTF-8; evaluate the variant again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,a,b,NaN | row 1 holds no index and score",
        "0,a,b,1e39 | row 1 holds no index and score",
        "0,a,b,1.5 | row 1 holds no index and score",
        "-1,a,b,0.5 | row 1 holds no index and score",
        "7,a,b,0.5;7,a,a,0.5 | query 7 is answered twice"
      })
  void whatNoModelAnswersIsRefused(String rows, String cause) {
    byte[] bytes =
        (HEADER + "\n" + rows.replace(';', '\n') + "\n").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Predictions.read(NAME, bytes))
        .isInstanceOf(InputException.class)
        .hasMessage("some.csv: " + cause + "; evaluate the variant again");
  }
}
