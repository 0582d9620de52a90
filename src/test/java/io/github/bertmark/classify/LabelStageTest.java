package io.github.bertmark.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.InputException;
import java.nio.file.Path;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelStageTest {
  private final LabelStage stage =
      new LabelStage(new TinyVariant().variant(Path.of("models/tiny")), false);

  private static float infinity(int sign) {
    return sign * Float.POSITIVE_INFINITY;
  }

  @Test
  void theScoreIsTheSoftmaxOfTheLargestLogit() {
    // scipy.special.softmax([1, 3, 2, 0]) = [0.0871, 0.6439, 0.2369, 0.0321]
    Classification classification = stage.label(new float[] {1, 3, 2, 0});
    assertThat(classification.label()).isEqualTo("book_hotel");
    assertThat(classification.index()).isEqualTo(1);
    assertThat(classification.score()).isCloseTo(0.64391426f, within(1e-7f));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithTheDefinition(long seed) {
    RandomGenerator random = new Random(seed);
    float[] logits = new float[4];
    double sum = 0;
    int top = 0;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian() * 8;
      sum += FastMath.exp(logits[i]);
      top = logits[i] > logits[top] ? i : top;
    }
    Classification classification = stage.label(logits);
    assertThat(classification.index()).isEqualTo(top);
    assertThat((double) classification.score())
        .isCloseTo(FastMath.exp(logits[top]) / sum, within(1e-6));
  }

  @Test
  void ofEqualLogitsTheFirstWins() {
    assertThat(stage.label(new float[] {-1e30f, 5, 5, 5}))
        .isEqualTo(new Classification("book_hotel", 1, 1 / 3f));
  }

  @Test
  void hugeLogitsDoNotOverflow() {
    assertThat(stage.label(new float[] {1e38f, -1e38f, 0, 3e38f}).score()).isEqualTo(1);
    assertThat(stage.label(new float[] {-3e38f, -3e38f, -3e38f, -3e38f}).score()).isEqualTo(0.25f);
    assertThat(stage.label(new float[] {0, infinity(-1), infinity(-1), 0}).score()).isEqualTo(0.5f);
  }

  @Test
  void logitsThatAreNoNumbersAreRefused() {
    for (float bad : new float[] {Float.NaN, infinity(1)}) {
      for (int at = 0; at < 4; at++) {
        float[] logits = {1, 2, 3, 4};
        logits[at] = bad;
        assertThatThrownBy(() -> stage.label(logits))
            .isInstanceOf(InputException.class)
            .hasMessageContaining("model.onnx: computes logits that are no numbers");
      }
    }
  }

  @Test
  void asManyLogitsAsLabels() {
    assertThatThrownBy(() -> stage.label(new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 logits for 4 labels");
  }
}
