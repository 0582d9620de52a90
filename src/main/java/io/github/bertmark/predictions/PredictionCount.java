package io.github.bertmark.predictions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How many predictions a file holds and how many of them are right, counted from the file itself.
 */
public record PredictionCount(int queries, int correct) {
  public static PredictionCount of(Path file) throws IOException {
    List<Prediction> predictions = Predictions.read(file);
    long correct = predictions.stream().filter(Prediction::correct).count();
    return new PredictionCount(predictions.size(), (int) correct);
  }
}
