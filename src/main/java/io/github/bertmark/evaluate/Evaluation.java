package io.github.bertmark.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.Json;
import io.github.bertmark.dataset.OwnTraits;
import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How right one variant's answers are on one data set; fractions are between 0 and 1.
 *
 * @param variant id of the model variant
 * @param modelSha256 digest of the model file that was loaded, lower-case hexadecimal
 * @param modelBytes size of that file
 * @param dataset what it was evaluated on
 * @param onnxRuntimeVersion version of ONNX Runtime as it tells itself
 * @param intraOpThreads threads within one call
 * @param concurrency calls at a time
 * @param correct queries whose predicted label is the expected one
 * @param accuracy {@code correct} over all queries
 * @param inScopeAccuracy accuracy over the queries whose expected label is not out of scope; null
 *     if there are none
 * @param outOfScopeRecall accuracy over the queries whose expected label is out of scope; null if
 *     there are none
 * @param macroF1 unweighted mean of F1 over the labels that are expected or predicted at least once
 * @param wilson95 Wilson's 95 % interval of the accuracy
 * @param answers what they are like, beside being right; null in files of former versions
 * @param plain how right the variant is without its calibration; null if it has none
 * @param modelNotes what is unusual about the model, in sentences without its name; null for
 *     nothing
 * @param benchmarkQuery the answer to the query that the benchmarks time
 * @param startedAt when the first query was classified
 * @param seconds how long all of them took
 */
public record Evaluation(
    String variant,
    String modelSha256,
    long modelBytes,
    EvaluatedDataset dataset,
    String onnxRuntimeVersion,
    int intraOpThreads,
    int concurrency,
    int correct,
    double accuracy,
    @Nullable Double inScopeAccuracy,
    @Nullable Double outOfScopeRecall,
    double macroF1,
    Interval wilson95,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Answers answers,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlainAnswers plain,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<String> modelNotes,
    Answer benchmarkQuery,
    Instant startedAt,
    double seconds) {
  static final double CONFIDENCE = 0.95;

  /** Of a fraction that was counted again. */
  private static final double ROUNDING = 1e-9;

  /**
   * The part of a data set that was evaluated.
   *
   * @param name what it is called in results
   * @param sha256 digest of the data set
   * @param sample whether it is the built-in sample, whose accuracies compare with no other set's
   * @param split the part, {@code test}
   * @param queries how many queries it has
   * @param own what is to be said of it if it is a user's own; null for CLINC150 and the sample
   */
  public record EvaluatedDataset(
      String name,
      String sha256,
      boolean sample,
      String split,
      int queries,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OwnTraits own) {
    /** The label that is out of scope; null if none is. */
    public @Nullable String outOfScope() {
      return (own == null ? OwnTraits.CLINC150 : own).outOfScope();
    }
  }

  /** The label of one text, with its probability. */
  public record Answer(String text, String label, double score) {}

  /** Where a run keeps the evaluation of a variant. */
  public static Path file(Path run, String variant) {
    return run.resolve("accuracy").resolve(variant + ".json");
  }

  /** Refuses what contradicts itself, since it may have been edited. */
  public Evaluation {
    modelNotes = modelNotes == null ? List.of() : List.copyOf(modelNotes);
    int queries = dataset.queries();
    if (correct < 0 || correct > queries || queries < 1) {
      throw new IllegalArgumentException("correct is " + correct + " of " + queries + " queries");
    }
    if (!(Math.abs(accuracy - (double) correct / queries) <= ROUNDING)) {
      throw new IllegalArgumentException(
          "%d right answers to %d queries are no accuracy of %s"
              .formatted(correct, queries, accuracy));
    }
    Interval counted = ConfidenceIntervals.ofProportion(correct, queries, CONFIDENCE);
    if (!(Math.abs(wilson95.lower() - counted.lower()) <= ROUNDING
        && Math.abs(wilson95.upper() - counted.upper()) <= ROUNDING)) {
      throw new IllegalArgumentException("wilson95 is not that of the accuracy");
    }
    if (!isShare(inScopeAccuracy)
        || !isShare(outOfScopeRecall)
        || !isShare(macroF1)
        || !isShare(benchmarkQuery.score())) {
      throw new IllegalArgumentException(
          "inScopeAccuracy, outOfScopeRecall, macroF1 and a score are between 0 and 1");
    }
    if (plain != null && !plain.areOf(queries)) {
      throw new IllegalArgumentException("plain is not of " + queries + " queries");
    }
    if (intraOpThreads < 1 || concurrency < 1 || modelBytes < 1 || !(seconds >= 0)) {
      throw new IllegalArgumentException(
          "intraOpThreads, concurrency, modelBytes and seconds must not be below what can be");
    }
  }

  private static boolean isShare(@Nullable Double value) {
    return value == null || (value >= 0 && value <= 1);
  }

  /** What the predictions of this evaluation must amount to. */
  public Metrics metrics() {
    return new Metrics(dataset.queries(), correct, inScopeAccuracy, outOfScopeRecall, macroF1);
  }

  /** What whoever reads the accuracy has to know, in sentences. */
  public List<String> remarks() {
    Stream<@Nullable String> doubts =
        Stream.of(
            Doubt.of(variant, correct, dataset.queries(), answers),
            Doubt.truncation(variant, dataset.queries(), answers));
    return Stream.concat(doubts.filter(Objects::nonNull), Doubt.notes(variant, modelNotes))
        .toList();
  }

  /** Reads what {@link #write} wrote. */
  public static Evaluation read(Path file) throws IOException {
    return Json.read(file, Evaluation.class, "evaluate the variant again");
  }

  /**
   * Writes this evaluation below a run's folder.
   *
   * @return the file
   */
  public Path write(Path run) throws IOException {
    Path file = file(run, variant);
    Json.write(file, this);
    return file;
  }
}
