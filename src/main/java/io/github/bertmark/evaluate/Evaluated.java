package io.github.bertmark.evaluate;

import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.predictions.Predictions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An evaluation with the predictions that it sums up.
 *
 * @param evaluation the sum
 * @param predictions one for each query, in the order of the split
 */
public record Evaluated(Evaluation evaluation, List<Prediction> predictions) {
  public Evaluated {
    predictions = List.copyOf(predictions);
  }

  /**
   * Writes {@code predictions/<variant>.csv} and then {@code accuracy/<variant>.json} below a run's
   * folder, so that where there is the latter there is the former.
   *
   * @return the latter
   */
  public Path write(Path run) throws IOException {
    Predictions.write(Predictions.file(run, evaluation.variant()), predictions);
    return evaluation.write(run);
  }
}
