package io.github.bertmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The models have the levels that {@link NoiseLevels} tells of the run published with 578bc62. */
class NoiseModelTest {
  static Stream<Arguments> measured() {
    return Stream.of(
        Arguments.of(NoiseModel.DISTILBERT, new NoiseLevels(0.0218, 0.11, 0.026, 1.1, 1.74)),
        Arguments.of(NoiseModel.BERT, new NoiseLevels(0.0200, 0.23, 0.064, 2.9, 2.08)));
  }

  @ParameterizedTest
  @MethodSource("measured")
  void theModelIsAsNoisyAsTheMachine(NoiseModel model, NoiseLevels machine) {
    NoiseLevels drawn = NoiseLevels.of(model.side(2_000, 20, new SplittableRandom(1)));
    assertThat(drawn.forkDeviation()).isEqualTo(machine.forkDeviation(), within(0.001));
    assertThat(drawn.autocorrelation()).isEqualTo(machine.autocorrelation(), within(0.06));
    assertThat(drawn.slowCalls()).isEqualTo(machine.slowCalls(), within(0.01));
    assertThat(drawn.burstCalls()).isEqualTo(machine.burstCalls(), within(0.3));
    assertThat(drawn.slowFactor()).isEqualTo(machine.slowFactor(), within(0.06));
  }
}
