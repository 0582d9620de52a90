package io.github.bertmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineOverForksTest {
  private static final List<Integer> PLACES = List.of(4, 8, 11, 11, 30);

  @Test
  void isTheLineThatTheTimesLieOn() {
    List<Double> times = PLACES.stream().map(x -> 2 + 0.5 * x).toList();
    LineOverForks line = LineOverForks.of(PLACES, List.of(times)).orElseThrow();

    assertThat(line.slope()).isCloseTo(0.5, within(1e-12));
    assertThat(line.at(0)).isCloseTo(2, within(1e-12));
    assertThat(line.at(11)).isCloseTo(7.5, within(1e-12));
    assertThat(line.slopeInterval95()).isEmpty();
  }

  @Test
  void hasNoSlopeWhereAllIsAtOnePlace() {
    assertThat(LineOverForks.of(List.of(7, 7), List.of(List.of(1.0, 2.0)))).isEmpty();
  }

  /** Forks differ as wholes, which an interval over calls would miss. */
  @Test
  void boundsTheSlopeAndTheLineAsOftenAsItSays() {
    Random random = new Random(1);
    int slope = 0;
    int value = 0;
    int trials = 1000;
    for (int trial = 0; trial < trials; trial++) {
      List<List<Double>> forks = new ArrayList<>();
      for (int fork = 0; fork < 5; fork++) {
        double factor = 1 + 0.05 * random.nextGaussian();
        forks.add(
            PLACES.stream()
                .map(x -> factor * (2 + 0.5 * x) + 0.1 * random.nextGaussian())
                .toList());
      }
      LineOverForks line = LineOverForks.of(PLACES, forks).orElseThrow();
      slope += line.slopeInterval95().orElseThrow().contains(0.5) ? 1 : 0;
      value += line.intervalAt95(11).orElseThrow().contains(7.5) ? 1 : 0;
    }
    assertThat(slope / (double) trials).isBetween(0.93, 0.97);
    assertThat(value / (double) trials).isBetween(0.93, 0.97);
  }
}
