package io.github.bertmark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.model.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BiasCurveTest {
  private static final int LABELS = 6;
  private static final int QUERIES = 400;

  /** By adding the constant to the logit and looking for the largest, as a classifier does. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 5})
  void isThatOfTheLargestLogit(int biased) {
    Random random = new Random(biased);
    List<float[]> logits = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    List<BiasCurve.Margin> margins = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      float[] row = new float[LABELS];
      for (int label = 0; label < LABELS; label++) {
        row[label] = (float) (3 * random.nextGaussian());
      }
      logits.add(row);
      expected.add(random.nextInt(LABELS));
      margins.add(BiasCurve.Margin.of(row, biased, expected.get(i), 1.5));
    }
    for (double bias = 0; bias < 8; bias += 0.5) {
      double right = 0;
      double found = 0;
      double outOfScope = 0;
      for (int i = 0; i < QUERIES; i++) {
        float[] row = logits.get(i).clone();
        row[biased] += (float) (bias - 1.5);
        boolean correct = argmax(row) == expected.get(i);
        right += correct ? 1 : 0;
        outOfScope += expected.get(i) == biased ? 1 : 0;
        found += correct && expected.get(i) == biased ? 1 : 0;
      }
      assertThat(new BiasCurve(margins).at(bias))
          .isEqualTo(
              new Calibration.Point(
                  bias,
                  right / QUERIES,
                  (right - found) / (QUERIES - outOfScope),
                  found / outOfScope));
    }
  }

  private static int argmax(float[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    return best;
  }
}
