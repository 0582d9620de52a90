package io.github.bertmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private static List<Double> list(double... values) {
    return DoubleStream.of(values).boxed().toList();
  }

  /** R: {@code quantile(1:10, c(.5, .9, .95, .99))} gives 5.5, 9.1, 9.55, 9.91. */
  @Test
  void percentilesAreThoseOfRsDefaultType() {
    Summary summary = Summary.of(list(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    assertThat(summary.median()).isEqualTo(5.5, EXACT);
    assertThat(summary.p90()).isEqualTo(9.1, EXACT);
    assertThat(summary.p95()).isEqualTo(9.55, EXACT);
    assertThat(summary.p99()).isEqualTo(9.91, EXACT);
  }

  /** The example of {@code numpy.percentile}'s documentation: the 50th is 3.5. */
  @Test
  void theMedianIsThatOfNumPysDocumentation() {
    assertThat(Summary.of(list(10, 7, 4, 3, 2, 1)).median()).isEqualTo(3.5, EXACT);
  }

  /**
   * NIST's Statistical Reference Datasets, univariate summary statistics, {@code NumAcc1}:
   * certified mean 10000002, standard deviation 1.
   */
  @Test
  void meanAndDeviationAreNistsCertifiedValues() {
    Summary summary = Summary.of(list(10000001, 10000003, 10000002));
    assertThat(summary.mean()).isEqualTo(10000002, EXACT);
    assertThat(summary.standardDeviation()).isEqualTo(1, EXACT);
  }

  /** {@code NumAcc2}: 1.2, then 1.1 and 1.3 by turns, 1001 values; certified 1.2 and 0.1. */
  @Test
  void meanAndDeviationAreNistsCertifiedValuesOfALongerSeries() {
    List<Double> series = new ArrayList<>(List.of(1.2));
    for (int i = 0; i < 500; i++) {
      series.add(1.1);
      series.add(1.3);
    }
    Summary summary = Summary.of(series);
    assertThat(summary.count()).isEqualTo(1001);
    assertThat(summary.mean()).isEqualTo(1.2, EXACT);
    assertThat(summary.standardDeviation()).isEqualTo(0.1, EXACT);
  }

  @Test
  void aSingleValueHasNoDeviation() {
    assertThat(Summary.of(list(3))).isEqualTo(new Summary(1, 3, null, 3, 3, 3, 3, 3, 3));
  }

  @Test
  void whatIsNoSampleIsRefused() {
    assertThatThrownBy(() -> Summary.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Summary.of(list(1, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Summary.of(list(1, Double.POSITIVE_INFINITY)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<List<Double>> samples() {
    return IntStream.range(0, 30)
        .mapToObj(
            seed -> {
              Random random = new Random(seed);
              return random
                  .doubles(1 + random.nextInt(300))
                  .map(u -> 5 - 3 * Math.log(u))
                  .boxed()
                  .toList();
            });
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theOrderOfTheValuesDoesNotMatter(List<Double> sample) {
    List<Double> shuffled = new ArrayList<>(sample);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(Summary.of(shuffled)).isEqualTo(Summary.of(sample));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aChangeOfUnitScalesEveryNumber(List<Double> sample) {
    // A power of two, so that scaling is exact.
    double[] once = numbers(Summary.of(sample));
    double[] scaled = numbers(Summary.of(sample.stream().map(value -> value * 1024).toList()));
    assertThat(scaled).containsExactly(Arrays.stream(once).map(v -> v * 1024).toArray());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theNumbersAreInOrder(List<Double> sample) {
    Summary s = Summary.of(sample);
    assertThat(list(s.minimum(), s.median(), s.p90(), s.p95(), s.p99(), s.maximum())).isSorted();
    assertThat(s.mean()).isBetween(s.minimum(), s.maximum());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 27.53, 1e9})
  void aConstantSampleIsThatConstantThroughout(double value) {
    Summary summary = Summary.of(Collections.nCopies(500, value));
    for (double number : numbers(summary)) {
      assertThat(number == 0 || Math.abs(number / value - 1) < 1e-12).isTrue();
    }
    assertThat(summary.standardDeviation()).isEqualTo(0, within(value * 1e-9));
  }

  private static double[] numbers(Summary s) {
    Double deviation = s.standardDeviation();
    return new double[] {
      s.mean(),
      deviation == null ? 0 : deviation,
      s.minimum(),
      s.median(),
      s.p90(),
      s.p95(),
      s.p99(),
      s.maximum()
    };
  }
}
