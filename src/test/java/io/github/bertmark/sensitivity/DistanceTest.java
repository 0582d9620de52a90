package io.github.bertmark.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistanceTest {
  private static final double ROUNDING = 1e-6;

  /** Softmax of 0 and log 3 is 1/4 and 3/4; of zeros 1/2 and 1/2. */
  @Test
  void theDivergenceIsThatOfTheDefinition() {
    Logits parent = new Logits(0, (float) Math.log(3));
    Logits even = new Logits(7, 7);

    assertThat(even.divergenceFrom(parent))
        .isCloseTo(0.25 * Math.log(0.5) + 0.75 * Math.log(1.5), within(ROUNDING));
    assertThat(parent.divergenceFrom(even))
        .isCloseTo(0.5 * Math.log(2) + 0.5 * Math.log(2 / 3.0), within(ROUNDING));
    assertThat(parent.divergenceFrom(parent)).isZero();
  }

  @Test
  void largeLogitsDoNotOverflow() {
    assertThat(new Logits(1000, -1000).divergenceFrom(new Logits(999, -1001))).isZero();
  }

  @Test
  void agreementIsWithTheParentAndAccuracyWithTheLabels() {
    List<Logits> parent = List.of(new Logits(1, 0), new Logits(0, 1), new Logits(0, 1));
    List<Logits> child = List.of(new Logits(1, 0), new Logits(1, 0), new Logits(0, 1));

    Distance distance = Distance.of(child, parent, List.of(0, 0, -1));

    assertThat(distance.agreement()).isCloseTo(2 / 3.0, within(ROUNDING));
    assertThat(distance.accuracy()).isCloseTo(2 / 3.0, within(ROUNDING));
    assertThat(distance.divergenceNats()).isPositive();
  }
}
