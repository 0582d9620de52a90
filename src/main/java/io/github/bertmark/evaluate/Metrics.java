package io.github.bertmark.evaluate;

import io.github.bertmark.predictions.Prediction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What predictions amount to; fractions are between 0 and 1.
 *
 * @param queries that were answered
 * @param correct of them, rightly
 * @param inScopeAccuracy the fraction of right predictions among those of in-scope queries; null if
 *     there are none
 * @param outOfScopeRecall the fraction of out-of-scope queries that were recognised; null if there
 *     are none
 * @param macroF1 the unweighted mean of F1 over the labels that are expected or predicted at least
 *     once, as scikit-learn's {@code f1_score(average="macro")}; 0 if there are none
 */
public record Metrics(
    int queries,
    int correct,
    @Nullable Double inScopeAccuracy,
    @Nullable Double outOfScopeRecall,
    double macroF1) {
  /** Sums in another order. */
  private static final double ROUNDING = 1e-9;

  /**
   * Counts predictions.
   *
   * @param outOfScope the label that is; null if none is
   */
  public static Metrics of(List<Prediction> predictions, @Nullable String outOfScope) {
    return new Metrics(
        predictions.size(),
        correct(predictions),
        accuracy(predictions, prediction -> !prediction.expected().equals(outOfScope)),
        accuracy(predictions, prediction -> prediction.expected().equals(outOfScope)),
        macroF1(predictions));
  }

  /**
   * Why a document that says other metrics is not of these predictions; empty if it may be.
   *
   * @param document names it
   */
  public Optional<String> contradicts(Metrics other, String document) {
    if (queries != other.queries || correct != other.correct) {
      return Optional.of(
          "%d of %d predictions are right, but %s has %d of %d"
              .formatted(correct, queries, document, other.correct, other.queries));
    }
    return contradicts("inScopeAccuracy", inScopeAccuracy, other.inScopeAccuracy, document)
        .or(
            () ->
                contradicts("outOfScopeRecall", outOfScopeRecall, other.outOfScopeRecall, document))
        .or(() -> contradicts("macroF1", macroF1, other.macroF1, document));
  }

  private static Optional<String> contradicts(
      String name, @Nullable Double counted, @Nullable Double given, String document) {
    boolean same =
        counted == null || given == null
            ? counted == null && given == null
            : Math.abs(counted - given) <= ROUNDING;
    return same
        ? Optional.empty()
        : Optional.of(
            "the predictions have %s %s, but %s has %s".formatted(name, counted, document, given));
  }

  private static int correct(Collection<Prediction> predictions) {
    return (int) predictions.stream().filter(Prediction::correct).count();
  }

  private static @Nullable Double accuracy(
      List<Prediction> predictions, Predicate<Prediction> which) {
    List<Prediction> chosen = predictions.stream().filter(which).toList();
    return chosen.isEmpty() ? null : correct(chosen) / (double) chosen.size();
  }

  private static double macroF1(List<Prediction> predictions) {
    Map<String, LabelCounts> byLabel = new TreeMap<>();
    for (Prediction prediction : predictions) {
      byLabel.computeIfAbsent(prediction.expected(), label -> new LabelCounts()).expected++;
      byLabel.computeIfAbsent(prediction.predicted(), label -> new LabelCounts()).predicted++;
      if (prediction.correct()) {
        byLabel.get(prediction.expected()).both++;
      }
    }
    return byLabel.values().stream().mapToDouble(LabelCounts::f1).average().orElse(0);
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
