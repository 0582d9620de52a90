package io.github.bertmark.evaluate;

import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.predictions.Prediction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What predictions amount to. */
final class Metrics {
  private Metrics() {}

  static int correct(Collection<Prediction> predictions) {
    return (int) predictions.stream().filter(Prediction::correct).count();
  }

  /** The fraction of right predictions among those of in-scope queries; null if there are none. */
  static @Nullable Double inScopeAccuracy(List<Prediction> predictions) {
    return accuracy(predictions, prediction -> !outOfScope(prediction));
  }

  /** The fraction of out-of-scope queries that were recognised; null if there are none. */
  static @Nullable Double outOfScopeRecall(List<Prediction> predictions) {
    return accuracy(predictions, Metrics::outOfScope);
  }

  private static boolean outOfScope(Prediction prediction) {
    return prediction.expected().equals(LabelledQuery.OUT_OF_SCOPE);
  }

  private static @Nullable Double accuracy(
      List<Prediction> predictions, Predicate<Prediction> which) {
    List<Prediction> chosen = predictions.stream().filter(which).toList();
    return chosen.isEmpty() ? null : correct(chosen) / (double) chosen.size();
  }

  /**
   * The unweighted mean of F1 over the labels that are expected or predicted at least once, as
   * scikit-learn's {@code f1_score(average="macro")}.
   */
  static double macroF1(List<Prediction> predictions) {
    Map<String, LabelCounts> byLabel = new TreeMap<>();
    for (Prediction prediction : predictions) {
      byLabel.computeIfAbsent(prediction.expected(), label -> new LabelCounts()).expected++;
      byLabel.computeIfAbsent(prediction.predicted(), label -> new LabelCounts()).predicted++;
      if (prediction.correct()) {
        byLabel.get(prediction.expected()).both++;
      }
    }
    return byLabel.values().stream().mapToDouble(LabelCounts::f1).average().orElseThrow();
  }

  /** How often a label was expected, predicted and both. */
  private static final class LabelCounts {
    private int expected;
    private int predicted;
    private int both;

    /**
     * The harmonic mean of both / predicted and both / expected; 0 if the label was never right.
     */
    double f1() {
      return 2.0 * both / (expected + predicted);
    }
  }
}
