package io.github.bertmark.predictions;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Predictions as all but odd labels have them in a file: lines without quotes. A history reads
 * hundreds of such files, which a parser of CSV in general takes several times as long for.
 */
final class PlainRows {
  /** So many always fit an int; an index of more is left to the parser of CSV. */
  private static final int MOST_DIGITS = 9;

  /** A power of two, and many more than there are labels. */
  private static final int SLOTS = 1 << 12;

  private final byte[] bytes;
  private final byte[][] keys = new byte[SLOTS][];
  private final String[] labels = new String[SLOTS];
  private int at;
  private boolean plain = true;

  private PlainRows(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /**
   * Reads them.
   *
   * @return empty if there is anything else in the bytes, right or wrong
   */
  static Optional<List<Prediction>> read(byte[] bytes, String header) {
    byte[] line = (header + "\n").getBytes(StandardCharsets.UTF_8);
    return bytes.length >= line.length && Arrays.equals(bytes, 0, line.length, line, 0, line.length)
        ? new PlainRows(bytes, line.length).rows()
        : Optional.empty();
  }

  private Optional<List<Prediction>> rows() {
    List<Prediction> predictions = new ArrayList<>();
    while (at < bytes.length) {
      int index = index();
      String expected = label();
      String predicted = label();
      float score = plain ? score() : 0;
      if (!plain) {
        return Optional.empty();
      }
      predictions.add(new Prediction(index, expected, predicted, score));
    }
    return Optional.of(List.copyOf(predictions));
  }

  private int index() {
    int start = at;
    int value = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      value = 10 * value + bytes[at++] - '0';
    }
    plain &= at > start && at - start <= MOST_DIGITS;
    pass(',');
    return value;
  }

  /** Few labels, each in many rows, and decoded once unless two have the same slot. */
  private String label() {
    int start = at;
    int hash = 0;
    while (at < bytes.length && bytes[at] != ',' && bytes[at] != '\n') {
      hash = 31 * hash + bytes[at++];
    }
    int slot = (hash ^ hash >>> 12) & SLOTS - 1;
    byte[] key = keys[slot];
    if (key == null || !Arrays.equals(key, 0, key.length, bytes, start, at)) {
      keys[slot] = Arrays.copyOfRange(bytes, start, at);
      labels[slot] = new String(keys[slot], StandardCharsets.UTF_8);
      // What cannot be decoded becomes the replacement character.
      plain &= labels[slot].chars().noneMatch(c -> c == '"' || c == '\r' || c == '\ufffd');
    }
    pass(',');
    return labels[slot];
  }

  private float score() {
    int start = at;
    while (at < bytes.length && isOfNumber(bytes[at])) {
      at++;
    }
    String text = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    plain &= at == bytes.length || bytes[at] == '\n';
    at++;
    try {
      // The same number as that of Float.parseFloat.
      float score = NumberInput.parseFloat(text, true);
      plain &= Prediction.isScore(score);
      return score;
    } catch (NumberFormatException e) {
      plain = false;
      return 0;
    }
  }

  private static boolean isOfNumber(byte character) {
    return character >= '0' && character <= '9'
        || character == '.'
        || character == '-'
        || character == 'E';
  }

  private void pass(char separator) {
    plain &= at < bytes.length && bytes[at] == separator;
    at = Math.min(at + 1, bytes.length);
  }
}
