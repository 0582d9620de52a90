package io.github.bertmark.statistics.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The models have the levels that {@link NoiseLevels} tells of the run published with 578bc62. */
class NoiseModelTest {
  static Stream<Arguments> measured() {
    return Stream.of(
        Arguments.of(NoiseModel.DISTILBERT, new NoiseLevels(0.0218, 0.11, 0.026, 1.1, 1.77)),
        Arguments.of(NoiseModel.BERT, new NoiseLevels(0.0200, 0.23, 0.064, 2.9, 2.07)));
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

  @Test
  void thePageTellsTheLevels() throws IOException {
    List<NoiseLevels> levels = measured().map(of -> (NoiseLevels) of.get()[1]).toList();

    assertThat(Files.readString(Path.of("docs", "statistics.md")))
        .contains("constants", "578bc62", "Zen 3")
        .contains(
            row("forks' medians vary by (%)", "%.1f", levels, of -> 100 * of.forkDeviation()),
            row(
                "autocorrelation of a call with the next (ranks)",
                "%.2f",
                levels,
                NoiseLevels::autocorrelation),
            row(
                "calls beyond 1.5 times the fork's median (%)",
                "%.1f", levels, of -> 100 * of.slowCalls()),
            row("such calls in a row, on average", "%.1f", levels, NoiseLevels::burstCalls),
            row("their mean time over the median", "%.2f", levels, NoiseLevels::slowFactor));
  }

  private static String row(
      String name, String format, List<NoiseLevels> levels, ToDoubleFunction<NoiseLevels> figure) {
    return "| %s | %s |%n"
        .formatted(
            name,
            levels.stream()
                .map(of -> String.format(Locale.ROOT, format, figure.applyAsDouble(of)))
                .collect(Collectors.joining(" | ")))
        .replace("\r\n", "\n");
  }
}
