package io.github.bertmark.statistics.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.statistics.change.NoiseProfile.Sides;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseProfileTest {
  private static List<Sides> comparisons(
      int count, int forks, double deviation, double drift, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            ignored -> {
              double shift = Math.exp(drift * random.nextGaussian());
              return new Sides(
                  side(forks, 20, deviation, random), side(forks, 20 * shift, deviation, random));
            })
        .toList();
  }

  private static List<List<Double>> side(int forks, double level, double deviation, Random random) {
    return IntStream.range(0, forks)
        .mapToObj(ignored -> List.of(level * Math.exp(deviation * random.nextGaussian())))
        .toList();
  }

  @Test
  void theDeviationBetweenForksIsFound() {
    NoiseProfile profile = NoiseProfile.of(comparisons(40, 5, 0.03, 0, 1), ForkStatistic.MEDIAN);
    assertThat(profile.noise().forkDeviation()).isEqualTo(0.03, within(0.003));
    assertThat(profile.noise().driftDeviation()).isZero();
    assertThat(profile.observedDeviation()).isEqualTo(0.03 * Math.sqrt(0.4), within(0.005));
    assertThat(profile.logDeviations()).hasSize(400);
    double variance =
        profile.logDeviations().stream().mapToDouble(d -> d * d).average().orElseThrow();
    assertThat(Math.sqrt(variance)).isEqualTo(profile.noise().forkDeviation(), within(1e-12));
  }

  @Test
  void driftBetweenSidesIsFoundAndRaisesTheFloor() {
    NoiseProfile profile = NoiseProfile.of(comparisons(40, 5, 0.01, 0.03, 2), ForkStatistic.MEDIAN);
    assertThat(profile.driftPValue()).isLessThan(1e-6);
    assertThat(profile.noise().driftDeviation()).isEqualTo(0.03, within(0.009));
    assertThat(profile.noise().floor(ChangeRule.Replication.FORKS, 1_000)).isGreaterThan(0.05);
  }

  /** By hand: logarithms 0 and 2s against s and 3s, s = 0.01. */
  @Test
  void aSmallProfileIsWhatTheDefinitionsSay() {
    double s = 0.01;
    Sides sides =
        new Sides(
            List.of(List.of(1.0), List.of(Math.exp(2 * s))),
            List.of(List.of(Math.exp(s)), List.of(Math.exp(3 * s))));
    NoiseProfile profile = NoiseProfile.of(List.of(sides), ForkStatistic.MEAN);
    assertThat(profile.noise().forkDeviation()).isEqualTo(Math.sqrt(2) * s, within(1e-12));
    assertThat(profile.observedDeviation()).isEqualTo(s, within(1e-12));
    assertThat(profile.noise().floor(ChangeRule.Replication.FORKS, 2))
        .isEqualTo(Math.expm1(0.6745 * Math.sqrt(2) * s), within(1e-12));
    // F(1, 2) at 0.5: 1 - sqrt(0.5 / (0.5 + 2)) in closed form.
    assertThat(profile.driftPValue()).isEqualTo(1 - Math.sqrt(0.2), within(1e-9));
  }

  @Test
  void theRateOfFalseAlarmsIsThatOfTheRule() {
    NoiseProfile profile = NoiseProfile.of(comparisons(10, 10, 0.02, 0, 3), ForkStatistic.MEDIAN);
    ChangeRule bare = new ChangeRule(ForkStatistic.MEDIAN, 0.98, 0, 0.05);
    assertThat(
            new ResampledPower(profile.logDeviations(), new MachineNoise(0, 0), bare, 1)
                .ofFinding(0, 10))
        .isBetween(0.004, 0.016);
    assertThat(new ResampledPower(profile, bare, 1).ofFinding(0, 10)).isLessThan(0.006);
  }

  @Test
  void noForksAreNoProfile() {
    assertThatThrownBy(() -> NoiseProfile.of(List.of(), ForkStatistic.MEAN))
        .isInstanceOf(IllegalArgumentException.class);
    Sides one = new Sides(List.of(List.of(1.0)), List.of(List.of(1.0)));
    assertThatThrownBy(() -> NoiseProfile.of(List.of(one), ForkStatistic.MEAN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
