package io.github.bertmark.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.evaluate.Answers;
import io.github.bertmark.evaluate.Metrics;
import io.github.bertmark.evaluate.PlainAnswers;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.statistics.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often a variant's answers are right; fractions are between 0 and 1.
 *
 * @param correct queries answered rightly
 * @param queries all queries
 * @param accuracy {@code correct} over {@code queries}
 * @param wilson95 Wilson's 95 % interval of the accuracy
 * @param inScopeAccuracy over the queries that have an intent; null if there are none
 * @param outOfScopeRecall over the queries that have none; null if there are none
 * @param macroF1 unweighted mean of F1 over the labels
 * @param answers what they are like, beside being right; null in documents of former versions
 * @param plain how right the variant is without its calibration; null if it has none
 * @param modelNotes what is unusual about the model, in sentences without its name; null for
 *     nothing
 * @param intraOpThreads ONNX Runtime's threads within one operator, while evaluating
 * @param concurrency calls at a time, while evaluating
 * @param startedAt when the evaluation began
 * @param seconds how long it took
 */
public record Accuracy(
    int correct,
    int queries,
    double accuracy,
    Interval wilson95,
    @Nullable Double inScopeAccuracy,
    @Nullable Double outOfScopeRecall,
    double macroF1,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Answers answers,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlainAnswers plain,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<String> modelNotes,
    int intraOpThreads,
    int concurrency,
    Instant startedAt,
    double seconds) {
  public Accuracy {
    modelNotes = modelNotes == null ? List.of() : List.copyOf(modelNotes);
  }

  /** The accuracy without a calibration, which is that of a variant that has none. */
  public double asFineTuned() {
    return plain == null ? accuracy : plain.accuracy();
  }

  /** Why predictions are not those that the answers were counted of; empty if they may be. */
  Optional<String> contradictionOf(List<Prediction> predictions, @Nullable String outOfScope) {
    return answers != null && answers.contradicts(Answers.of(predictions, outOfScope, null))
        ? Optional.of("the predictions are other answers than run.json tells of")
        : Optional.empty();
  }

  /** What the predictions beside the document must amount to. */
  Metrics metrics() {
    return new Metrics(queries, correct, inScopeAccuracy, outOfScopeRecall, macroF1);
  }
}
