package io.github.bertmark.card;

import io.github.bertmark.InputException;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.predictions.Predictions;
import io.github.bertmark.statistics.Churn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The test answers of a quantised variant beside those of its float32 parent.
 *
 * @param variant the quantised one
 * @param parent the float32 one
 * @param churn the queries that the two answer differently, the parent being the base
 */
public record TestResult(Evaluation variant, Evaluation parent, Churn churn) {

  /**
   * Reads what a run found out about both.
   *
   * @throws InputException if the run lacks one of the two
   */
  public static TestResult read(Path run, ModelVariant variant) throws IOException {
    String parent = Objects.requireNonNull(variant.parent());
    return new TestResult(
        Evaluation.read(Evaluation.file(run, variant.id())),
        Evaluation.read(Evaluation.file(run, parent)),
        Churn.of(answers(run, parent), answers(run, variant.id())));
  }

  private static List<Prediction> answers(Path run, String id) throws IOException {
    Path file = run.resolve("predictions").resolve(id + ".csv");
    if (!Files.exists(file)) {
      throw new InputException(file, "no such file", "evaluate " + id);
    }
    return Predictions.read(file);
  }

  /** The fraction of queries that both give the same label. */
  public double agreement() {
    return (double) churn.sameLabel() / churn.test().queries();
  }
}
