package io.github.bertmark.merge;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.evaluate.Evaluation.EvaluatedDataset;
import io.github.bertmark.evaluate.Metrics;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.predictions.Predictions;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.DatasetReference;
import io.github.bertmark.run.FileReference;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.statistics.ConfidenceIntervals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The evaluations of a run's variants, each checked in itself and against the others. */
final class Evaluations {
  private static final double CONFIDENCE = 0.95;
  private static final String EVALUATE_AGAIN = "evaluate the variant again";

  private final RunFiles folder;
  private @Nullable Evaluation first;

  Evaluations(RunFiles folder) {
    this.folder = folder;
  }

  /** The evaluation of a variant, on the same data set as those that were read before. */
  Evaluation of(String variant) throws IOException {
    Path file = folder.accuracy(variant);
    if (!Files.exists(file)) {
      throw new InputException(
          file, "variant " + variant + " was timed but not evaluated", "evaluate it into this run");
    }
    Evaluation evaluation = Evaluation.read(file);
    if (!evaluation.variant().equals(variant)) {
      throw new InputException(file, "is of variant " + evaluation.variant(), EVALUATE_AGAIN);
    }
    if (first == null) {
      first = evaluation;
    } else if (!first.dataset().equals(evaluation.dataset())) {
      throw new InputException(
          file,
          "%s was evaluated on %s, %s on %s"
              .formatted(
                  variant,
                  describe(evaluation.dataset()),
                  first.variant(),
                  describe(first.dataset())),
          "evaluate all variants on the same data set");
    }
    return evaluation;
  }

  /**
   * The data set of the evaluations that were read.
   *
   * @param quick whether they may be of a sample of it
   */
  DatasetReference dataset(boolean quick) {
    if (first == null) {
      throw new IllegalStateException("no evaluation was read");
    }
    EvaluatedDataset set = first.dataset();
    if (!quick && !set.split().equals(DatasetReference.TEST)) {
      throw new InputException(
          folder.accuracy(first.variant()),
          "is of a quick look (%s), which the run is not".formatted(set.split()),
          "evaluate all variants again without --quick");
    }
    return new DatasetReference(
        set.name(), set.sha256(), set.sample(), set.split(), set.queries(), set.own());
  }

  /** The file of predictions, which must add up to the evaluation. */
  FileReference predictions(Evaluation evaluation) throws IOException {
    String variant = evaluation.variant();
    Path file = folder.predictions(variant);
    byte[] bytes = Json.bytes(file, EVALUATE_AGAIN);
    Metrics counted = Metrics.of(Predictions.read(file, bytes), evaluation.dataset().outOfScope());
    Optional<String> contradiction = counted.contradicts(evaluation.metrics(), "the evaluation");
    if (contradiction.isPresent()) {
      throw new InputException(file, contradiction.get(), EVALUATE_AGAIN);
    }
    return new FileReference(RunFiles.predictionsName(variant), Digests.sha256(bytes));
  }

  /** The model file that lies in the models' folder must be the one that was evaluated. */
  void requireSameModel(Evaluation evaluation, ModelVariant model) throws IOException {
    Path file = model.modelFile();
    String wayOut = "merge without the models' folder, or with the one that was measured";
    if (!Files.exists(file)) {
      throw new InputException(file, "no such file", wayOut);
    }
    ModelFiles files = ModelFiles.of(model);
    if (files.bytes() != evaluation.modelBytes()
        || !files.sha256().equals(evaluation.modelSha256())) {
      throw new InputException(
          file, "is not the model of " + evaluation.modelBytes() + " bytes that ran", wayOut);
    }
  }

  static Accuracy accuracy(Evaluation evaluation) {
    int queries = evaluation.dataset().queries();
    return new Accuracy(
        evaluation.correct(),
        queries,
        (double) evaluation.correct() / queries,
        ConfidenceIntervals.ofProportion(evaluation.correct(), queries, CONFIDENCE),
        evaluation.inScopeAccuracy(),
        evaluation.outOfScopeRecall(),
        evaluation.macroF1(),
        evaluation.answers(),
        evaluation.plain(),
        evaluation.modelNotes(),
        evaluation.intraOpThreads(),
        evaluation.concurrency(),
        evaluation.startedAt(),
        evaluation.seconds());
  }

  private static String describe(EvaluatedDataset set) {
    return set.queries() + " queries of " + set.name();
  }
}
