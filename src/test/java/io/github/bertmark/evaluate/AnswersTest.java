package io.github.bertmark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.predictions.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
  private static final String[] LABELS = {"a", "b", "oos"};

  /** With few scores there are many ties, with many hardly one. */
  private static List<Prediction> random(long seed, int size, int scores) {
    RandomGenerator random = new Random(seed);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      predictions.add(
          new Prediction(
              i,
              LABELS[random.nextInt(3)],
              LABELS[random.nextInt(3)],
              random.nextInt(scores) / (float) scores));
    }
    return predictions;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100, 1_000_000})
  void theAreasAreThoseOfAllPairsAndOfAllThresholds(int scores) {
    for (int seed = 0; seed < 40; seed++) {
      List<Prediction> predictions = random(seed, 2 + 3 * seed, scores);
      double pairs = 0;
      double won = 0;
      for (Prediction positive : predictions) {
        for (Prediction negative : predictions) {
          if (positive.expected().equals("oos") && !negative.expected().equals("oos")) {
            pairs++;
            float gap = inScope(negative) - inScope(positive);
            won += gap > 0 ? 1 : gap == 0 ? 0.5 : 0;
          }
        }
      }
      Answers answers = Answers.of(predictions, "oos", null);
      if (pairs == 0) {
        assertThat(answers.outOfScopeAuroc()).isNull();
        assertThat(answers.outOfScopeAupr()).isNull();
        continue;
      }
      assertThat(answers.outOfScopeAuroc()).isCloseTo(won / pairs, within(1e-12));
      assertThat(answers.outOfScopeAupr()).isCloseTo(averagePrecision(predictions), within(1e-12));
    }
  }

  private static float inScope(Prediction prediction) {
    return prediction.predicted().equals("oos") ? 1 - prediction.score() : prediction.score();
  }

  @Test
  void aSureAnswerOutOfScopeIsFoundBeforeAnUnsureOneOfAnIntent() {
    List<Prediction> predictions =
        List.of(new Prediction(0, "oos", "oos", 0.9f), new Prediction(1, "a", "a", 0.5f));
    assertThat(Answers.of(predictions, "oos", null).outOfScopeAuroc()).isEqualTo(1);
  }

  /** The sum over thresholds of precision times what recall gains, by its definition. */
  private static double averagePrecision(List<Prediction> predictions) {
    TreeSet<Float> thresholds = new TreeSet<>();
    predictions.forEach(prediction -> thresholds.add(inScope(prediction)));
    long positives = predictions.stream().filter(p -> p.expected().equals("oos")).count();
    double sum = 0;
    double recallBefore = 0;
    for (float threshold : thresholds) {
      List<Prediction> found = predictions.stream().filter(p -> inScope(p) <= threshold).toList();
      double right = found.stream().filter(p -> p.expected().equals("oos")).count();
      sum += (right / positives - recallBefore) * right / found.size();
      recallBefore = right / positives;
    }
    return sum;
  }

  @Test
  void theExampleOfScikitLearn() {
    // average_precision_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) = 0.8333..., roc_auc_score 0.75.
    float[] outOfScopeness = {0.1f, 0.4f, 0.35f, 0.8f};
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      predictions.add(new Prediction(i, i < 2 ? "a" : "oos", "a", 1 - outOfScopeness[i]));
    }
    Answers answers = Answers.of(predictions, "oos", null);
    assertThat(answers.outOfScopeAuroc()).isEqualTo(0.75);
    assertThat(answers.outOfScopeAupr()).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(answers.givenLabels()).isEqualTo(1);
    assertThat(answers.largestClass()).isEqualTo(0.5);
    assertThat(Answers.of(predictions, null, 7).outOfScopeAuroc()).isNull();
  }

  @Test
  void otherPredictionsContradict() {
    Answers answers = Answers.of(random(1, 100, 10), "oos", 5);
    assertThat(answers.contradicts(Answers.of(random(1, 100, 10), "oos", null))).isFalse();
    assertThat(answers.contradicts(Answers.of(random(2, 100, 10), "oos", null))).isTrue();
    assertThat(answers.contradicts(Answers.of(random(1, 100, 10), null, null))).isTrue();
  }

  @Test
  void whatIsBelowAConstantAnswerOrNearChanceIsInDoubt() {
    Answers ten = new Answers(10, 10, 0.3, 0, null, null);
    assertThat(Doubt.of("x", 299, 1_000, ten)).contains("29.90 %", "30.00 %", "in another order");
    assertThat(Doubt.of("x", 300, 1_000, ten)).isNull();
    Answers balanced = new Answers(2, 2, 0.5, 0, null, null);
    assertThat(Doubt.of("x", 520, 1_000, balanced)).contains("guessing among 2 labels");
    assertThat(Doubt.of("x", 600, 1_000, balanced)).isNull();
    assertThat(Doubt.of("x", 500, 1_000, new Answers(2, 1, 0.5, 0, null, null)))
        .contains("every query the same answer");
    assertThat(Doubt.of("x", 1, 10, new Answers(1, 1, 1, 0, null, null))).isNull();
    assertThat(Doubt.of("x", 1, 10, null)).isNull();
  }
}
