package io.github.bertmark.results;

import io.github.bertmark.evaluate.Prediction;
import io.github.bertmark.evaluate.Predictions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How many predictions a file holds and how many of them are right, counted from the file itself.
 */
record PredictionCount(int queries, int correct) {
  static PredictionCount of(Path file) throws IOException {
    List<Prediction> predictions = Predictions.read(file);
    long correct = predictions.stream().filter(Prediction::correct).count();
    return new PredictionCount(predictions.size(), (int) correct);
  }
}
