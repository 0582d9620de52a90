package io.github.bertmark.evaluate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predictions as all but odd labels have them in a file: lines without quotes. A history reads
 * hundreds of such files, which a parser of CSV in general takes several times as long for.
 */
final class PlainRows {
  private final String text;
  private final Map<String, String> labels = new HashMap<>();

  private PlainRows(String text) {
    this.text = text;
  }

  /**
   * Reads them.
   *
   * @return empty if there is anything else in the bytes, right or wrong
   */
  static Optional<List<Prediction>> read(byte[] bytes, String header) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // What cannot be decoded becomes the replacement character.
    return text.startsWith(header + "\n")
            && text.indexOf('"') < 0
            && text.indexOf('\r') < 0
            && text.indexOf('\ufffd') < 0
        ? new PlainRows(text).after(header.length() + 1)
        : Optional.empty();
  }

  private Optional<List<Prediction>> after(int start) {
    List<Prediction> predictions = new ArrayList<>();
    for (int from = start; from < text.length(); ) {
      int lineFeed = text.indexOf('\n', from);
      int end = lineFeed < 0 ? text.length() : lineFeed;
      int expected = text.indexOf(',', from) + 1;
      int predicted = text.indexOf(',', expected) + 1;
      int score = text.indexOf(',', predicted) + 1;
      if (expected == 0 || predicted == 0 || score == 0 || score > end) {
        return Optional.empty();
      }
      try {
        predictions.add(
            new Prediction(
                Integer.parseInt(text, from, expected - 1, 10),
                label(expected, predicted - 1),
                label(predicted, score - 1),
                // A comma too many is no number either.
                Float.parseFloat(text.substring(score, end))));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
      from = end + 1;
    }
    return Optional.of(List.copyOf(predictions));
  }

  /** Few labels, each in many rows, and kept once. */
  private String label(int from, int to) {
    String label = text.substring(from, to);
    String kept = labels.putIfAbsent(label, label);
    return kept == null ? label : kept;
  }
}
