package io.github.bertmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileIntervalTest {
  /** The interval from independent values. */
  private static Optional<Interval> independent(
      List<Double> sample, double quantile, double confidence) {
    double[] sorted = sample.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return QuantileInterval.between(sorted, sorted.length, quantile, confidence);
  }

  private static List<Double> oneTo(int n) {
    return IntStream.rangeClosed(1, n).mapToObj(i -> (double) i).toList();
  }

  /** Wilks, Annals of Mathematical Statistics 12 (1941); 64 and 662 are in every table since. */
  @ParameterizedTest
  @CsvSource({"0.5, 11", "0.9, 64", "0.95, 130", "0.99, 662", "0.1, 64", "0.01, 662"})
  void aPercentileIsRefusedBelowWilksSampleSize(double quantile, int size) {
    assertThat(QuantileInterval.smallestSample(quantile, 0.99)).isEqualTo(size);
    assertThat(independent(oneTo(size), quantile, 0.99)).isPresent();
    assertThat(independent(oneTo(size - 1), quantile, 0.99)).isEmpty();
    assertThat(independent(List.of(), quantile, 0.99)).isEmpty();
  }

  /** Ranks by SciPy 1.17's {@code binom}; the first is {@code quantile_test}'s interval, too. */
  @ParameterizedTest
  @CsvSource({
    "25, 0.5, 0.95, 8, 18",
    "100, 0.9, 0.95, 84, 96",
    "64, 0.9, 0.99, 51, 64",
    "662, 0.99, 0.99, 648, 662"
  })
  void theRanksAreTheBinomialDistributions(
      int size, double quantile, double confidence, double lower, double upper) {
    assertThat(independent(oneTo(size), quantile, confidence)).contains(new Interval(lower, upper));
  }

  @Test
  void independentForksAreAsGoodAsOneSample() {
    List<Double> calls = new ArrayList<>(oneTo(1000));
    Collections.shuffle(calls, new Random(3));
    List<List<Double>> forks =
        IntStream.range(0, 10).mapToObj(i -> calls.subList(100 * i, 100 * i + 100)).toList();
    Interval one = independent(calls, 0.9, 0.95).orElseThrow();
    Interval overForks = QuantileInterval.overForks(forks, 0.9, 0.95).orElseThrow();
    assertThat(overForks.lower()).isLessThanOrEqualTo(one.lower());
    assertThat(overForks.upper()).isGreaterThanOrEqualTo(one.upper());
    assertThat(overForks.upper() - overForks.lower()).isLessThan(2 * (one.upper() - one.lower()));
  }

  @Test
  void forksThatDifferSayLessThanTheirCalls() {
    // Every fork has a level of its own, so ten forks are ten values.
    List<List<Double>> forks =
        IntStream.range(0, 10).mapToObj(i -> Collections.nCopies(100, 1.0 + i)).toList();
    List<Double> calls = forks.stream().flatMap(List::stream).toList();
    assertThat(independent(calls, 0.5, 0.9)).contains(new Interval(5, 6));
    assertThat(QuantileInterval.overForks(forks, 0.5, 0.9).orElseThrow().lower())
        .isLessThanOrEqualTo(3);
    assertThat(QuantileInterval.overForks(forks, 0.9, 0.99)).isEmpty();
  }

  @Test
  void oneForkBoundsNothing() {
    assertThat(QuantileInterval.overForks(List.of(oneTo(1000)), 0.5, 0.95)).isEmpty();
  }

  @Test
  void theNominalShareOfIntervalsHoldsThePercentile() {
    Random random = new Random(5);
    int held = 0;
    for (int i = 0; i < 1_000; i++) {
      List<Double> sample = random.doubles(150).boxed().toList();
      held += independent(sample, 0.9, 0.95).orElseThrow().contains(0.9) ? 1 : 0;
    }
    assertThat(held).isBetween(940, 985);
  }
}
