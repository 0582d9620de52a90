package io.github.bertmark.report.html;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.InputException;
import io.github.bertmark.predictions.Prediction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All predictions of a run in little space: labels by number, in columns of {@link Base64Numbers}.
 *
 * @param labels that occur, sorted; a number is a position in it
 * @param labelBytes how many bytes a number takes
 * @param positions of the queries in their split; null if all of it is there
 * @param expected the label that each query should have
 * @param variants by id
 */
record EncodedPredictions(
    List<String> labels,
    int labelBytes,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Integer> positions,
    String expected,
    Map<String, Column> variants) {

  /** What one variant made of each query: the label's number and its score as a fraction. */
  record Column(String predicted, String scores) {}

  /**
   * Encodes the predictions of variants for the same queries.
   *
   * @throws InputException if they are not of the same queries
   */
  static EncodedPredictions of(Map<String, List<Prediction>> byVariant) {
    List<String> expected =
        byVariant.values().iterator().next().stream().map(Prediction::expected).toList();
    TreeSet<String> sorted = new TreeSet<>(expected);
    byVariant.forEach(
        (variant, predictions) -> {
          if (!predictions.stream().map(Prediction::expected).toList().equals(expected)) {
            throw new InputException(
                variant,
                "its predictions are of other queries than those of the run's other variants",
                "evaluate all variants of a run on the same data set");
          }
          predictions.forEach(prediction -> sorted.add(prediction.predicted()));
        });
    List<String> labels = List.copyOf(sorted);
    Map<String, Integer> numbers = new HashMap<>();
    labels.forEach(label -> numbers.put(label, numbers.size()));
    int labelBytes = Base64Numbers.indexBytes(labels.size());
    Map<String, Column> columns = new LinkedHashMap<>();
    byVariant.forEach(
        (variant, predictions) ->
            columns.put(
                variant,
                new Column(
                    encode(predictions, Prediction::predicted, numbers, labelBytes),
                    scores(predictions))));
    return new EncodedPredictions(
        labels,
        labelBytes,
        positions(byVariant.values().iterator().next()),
        encode(byVariant.values().iterator().next(), Prediction::expected, numbers, labelBytes),
        columns);
  }

  private static @Nullable List<Integer> positions(List<Prediction> predictions) {
    List<Integer> positions = predictions.stream().map(Prediction::index).toList();
    return positions.equals(IntStream.range(0, positions.size()).boxed().toList())
        ? null
        : positions;
  }

  private static String encode(
      List<Prediction> predictions,
      Function<Prediction, String> label,
      Map<String, Integer> numbers,
      int bytes) {
    return Base64Numbers.indices(
        predictions.stream().map(label).mapToInt(numbers::get).toArray(), bytes);
  }

  private static String scores(List<Prediction> predictions) {
    float[] scores = new float[predictions.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = predictions.get(i).score();
    }
    return Base64Numbers.fractions(scores);
  }
}
