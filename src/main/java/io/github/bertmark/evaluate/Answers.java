package io.github.bertmark.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.predictions.Prediction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the answers of a variant are like, beside being right; fractions are between 0 and 1.
 *
 * @param expectedLabels how many labels the queries have
 * @param givenLabels how many labels the answers have
 * @param largestClass the share of the queries with the most frequent label: the accuracy of the
 *     best constant answer
 * @param truncated how many texts have more tokens than the model takes; null if it was not counted
 * @param outOfScopeAuroc how well the score finds queries out of scope, being that of an answer out
 *     of scope and 1 - score of any other: the probability that one of them has more of it than one
 *     in scope, ties by halves; null if one kind is missing
 * @param outOfScopeAupr the same as average precision, scikit-learn's {@code
 *     average_precision_score}
 */
public record Answers(
    int expectedLabels,
    int givenLabels,
    double largestClass,
    @Nullable Integer truncated,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double outOfScopeAuroc,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double outOfScopeAupr) {
  private static final double ROUNDING = 1e-9;

  /** Refuses what answers cannot be like, since it may have been edited. */
  public Answers {
    if (expectedLabels < 0 || givenLabels < 0 || truncated != null && truncated < 0) {
      throw new IllegalArgumentException("expectedLabels, givenLabels and truncated are counts");
    }
    if (!isShare(largestClass) || !isShare(outOfScopeAuroc) || !isShare(outOfScopeAupr)) {
      throw new IllegalArgumentException(
          "largestClass, outOfScopeAuroc and outOfScopeAupr are between 0 and 1");
    }
  }

  private static boolean isShare(@Nullable Double value) {
    return value == null || (value >= 0 && value <= 1);
  }

  /**
   * Counts predictions.
   *
   * @param outOfScope the label that is; null if none is
   */
  public static Answers of(
      List<Prediction> predictions, @Nullable String outOfScope, @Nullable Integer truncated) {
    Map<String, Long> expected =
        predictions.stream()
            .collect(Collectors.groupingBy(Prediction::expected, Collectors.counting()));
    long given = predictions.stream().map(Prediction::predicted).distinct().count();
    long largest = expected.values().stream().mapToLong(count -> count).max().orElse(0);
    long positives = outOfScope == null ? 0 : expected.getOrDefault(outOfScope, 0L);
    long negatives = predictions.size() - positives;
    boolean detects = positives > 0 && negatives > 0;
    double[] areas = detects ? areas(predictions, outOfScope, positives, negatives) : new double[2];
    return new Answers(
        expected.size(),
        (int) given,
        predictions.isEmpty() ? 0 : (double) largest / predictions.size(),
        truncated,
        detects ? areas[0] : null,
        detects ? areas[1] : null);
  }

  /** How sure an answer is of an intent: an answer out of scope is sure of none. */
  private static float inScope(Prediction prediction, @Nullable String outOfScope) {
    return prediction.predicted().equals(outOfScope) ? 1 - prediction.score() : prediction.score();
  }

  /** Both areas, group by group of equal scores, the lowest first. */
  private static double[] areas(
      List<Prediction> predictions, @Nullable String outOfScope, long positives, long negatives) {
    List<Prediction> sorted =
        predictions.stream()
            .sorted(Comparator.comparingDouble(prediction -> inScope(prediction, outOfScope)))
            .toList();
    double pairs = 0;
    double precisions = 0;
    long seenPositives = 0;
    long seen = 0;
    for (int at = 0; at < sorted.size(); at = (int) seen) {
      float score = inScope(sorted.get(at), outOfScope);
      long found = 0;
      while (seen < sorted.size() && inScope(sorted.get((int) seen), outOfScope) == score) {
        found += sorted.get((int) seen++).expected().equals(outOfScope) ? 1 : 0;
      }
      seenPositives += found;
      long others = seen - at - found;
      long later = negatives - (seen - seenPositives);
      pairs += found * (later + others / 2.0);
      precisions += found * ((double) seenPositives / seen);
    }
    return new double[] {pairs / positives / negatives, Math.min(1, precisions / positives)};
  }

  /** Whether a document that has these is not of predictions that have the others. */
  public boolean contradicts(Answers counted) {
    return expectedLabels != counted.expectedLabels
        || givenLabels != counted.givenLabels
        || differ(largestClass, counted.largestClass)
        || differ(outOfScopeAuroc, counted.outOfScopeAuroc)
        || differ(outOfScopeAupr, counted.outOfScopeAupr);
  }

  private static boolean differ(@Nullable Double one, @Nullable Double other) {
    return one == null || other == null
        ? one != null || other != null
        : !(Math.abs(one - other) <= ROUNDING);
  }
}
