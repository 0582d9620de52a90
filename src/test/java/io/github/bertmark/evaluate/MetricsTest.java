package io.github.bertmark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.predictions.Prediction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  /** Labels by one letter each. */
  private static List<Prediction> predictions(String expected, String predicted) {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < expected.length(); i++) {
      predictions.add(
          new Prediction(i, label(expected.charAt(i)), label(predicted.charAt(i)), 0.5f));
    }
    return predictions;
  }

  private static String label(char letter) {
    return letter == 'o' ? "oos" : String.valueOf(letter);
  }

  @Test
  void macroF1IsThatOfScikitLearn() {
    // The example of sklearn.metrics.f1_score: 0.26...
    assertThat(Metrics.of(predictions("012012", "021001"), "oos").macroF1())
        .isCloseTo(0.8 / 3, within(1e-12));
    // f1_score([0, 0, 1], [0, 2, 1], average="macro") = 0.5555...: 2 counts, though never expected.
    assertThat(Metrics.of(predictions("001", "021"), "oos").macroF1())
        .isCloseTo(5 / 9.0, within(1e-12));
    // f1_score([0, 1, 1], [0, 0, 0], average="macro") = 0.25: 1 counts, though never predicted.
    assertThat(Metrics.of(predictions("011", "000"), "oos").macroF1())
        .isCloseTo(0.25, within(1e-12));
  }

  @Test
  void macroF1OfAllRightAndAllWrong() {
    assertThat(Metrics.of(predictions("abca", "abca"), "oos").macroF1()).isEqualTo(1);
    assertThat(Metrics.of(predictions("abca", "bcab"), "oos").macroF1()).isEqualTo(0);
  }

  @Test
  void outOfScopeQueriesCountApart() {
    // In scope a b c: 2 of 3 right, one taken for out of scope. Out of scope: 1 of 4 recognised.
    List<Prediction> predictions = predictions("aboocoo", "aboaoab");
    assertThat(Metrics.of(predictions, "oos").correct()).isEqualTo(3);
    assertThat(Metrics.of(predictions, "oos").inScopeAccuracy()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(Metrics.of(predictions, "oos").outOfScopeRecall()).isEqualTo(0.25);
  }

  @Test
  void whatDoesNotOccurHasNoFraction() {
    assertThat(Metrics.of(predictions("ab", "ao"), "oos").outOfScopeRecall()).isNull();
    assertThat(Metrics.of(predictions("oo", "ao"), "oos").inScopeAccuracy()).isNull();
  }
}
