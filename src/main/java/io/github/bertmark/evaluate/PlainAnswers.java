package io.github.bertmark.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.predictions.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How right a calibrated variant would be as fine-tuned: its largest logit without the constant
 * that its classifier adds to one label's. Fractions are between 0 and 1.
 *
 * @param label the one with the constant
 * @param bias the constant
 * @param correct queries whose predicted label is the expected one
 * @param accuracy {@code correct} over all queries
 * @param inScopeAccuracy over the queries in scope; null if there are none
 * @param outOfScopeRecall over those out of scope; null if there are none
 * @param outOfScopeAuroc see {@link Answers}
 * @param outOfScopeAupr see {@link Answers}
 */
public record PlainAnswers(
    String label,
    double bias,
    int correct,
    double accuracy,
    @Nullable Double inScopeAccuracy,
    @Nullable Double outOfScopeRecall,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double outOfScopeAuroc,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double outOfScopeAupr) {
  private static final double ROUNDING = 1e-9;

  static PlainAnswers of(
      String label, double bias, List<Prediction> predictions, @Nullable String outOfScope) {
    Metrics metrics = Metrics.of(predictions, outOfScope);
    Answers answers = Answers.of(predictions, outOfScope, null);
    return new PlainAnswers(
        label,
        bias,
        metrics.correct(),
        metrics.correct() / (double) metrics.queries(),
        metrics.inScopeAccuracy(),
        metrics.outOfScopeRecall(),
        answers.outOfScopeAuroc(),
        answers.outOfScopeAupr());
  }

  /** Whether they can be of so many queries; they may have been edited. */
  public boolean areOf(int queries) {
    return correct >= 0
        && correct <= queries
        && Math.abs(accuracy - (double) correct / queries) <= ROUNDING
        && isShare(inScopeAccuracy)
        && isShare(outOfScopeRecall)
        && isShare(outOfScopeAuroc)
        && isShare(outOfScopeAupr);
  }

  private static boolean isShare(@Nullable Double value) {
    return value == null || (value >= 0 && value <= 1);
  }
}
