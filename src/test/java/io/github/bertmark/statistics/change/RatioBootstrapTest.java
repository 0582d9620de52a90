package io.github.bertmark.statistics.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws are in {@link ChangeRuleTest}, the coverage in {@link SimulationTest}. */
class RatioBootstrapTest {
  @Test
  void thePointIsTheRatioOfTheMeansOverForks() {
    List<List<Double>> base = List.of(List.of(1.0, 2.0, 6.0), List.of(2.0, 3.0, 4.0));
    List<List<Double>> candidate = List.of(List.of(4.0, 5.0, 9.0), List.of(7.0, 8.0, 9.0));
    assertThat(
            new RatioBootstrap(ForkStatistic.MEAN, 0.98)
                .estimate(base, candidate)
                .orElseThrow()
                .ratio())
        .isEqualTo(7.0 / 3, within(1e-12));
    assertThat(
            new RatioBootstrap(ForkStatistic.MEDIAN, 0.98)
                .estimate(base, candidate)
                .orElseThrow()
                .ratio())
        .isEqualTo(6.5 / 2.5, within(1e-12));
  }

  /** Where forks vary little and normally, there is hardly any shape for the bootstrap to add. */
  @ParameterizedTest
  @EnumSource
  void theIntervalIsNeverNarrowerThanWelchsAndLittleWider(ForkStatistic statistic) {
    for (long seed = 0; seed < 10; seed++) {
      RatioEstimate estimate =
          new RatioBootstrap(statistic, 0.98)
              .estimate(
                  ChangeRuleTest.forks(8, 20, 0.02, seed),
                  ChangeRuleTest.forks(8, 21, 0.02, -1 - seed))
              .orElseThrow();
      double welch =
          ConfidenceIntervals.studentQuantile(estimate.degreesOfFreedom(), 0.98)
              * estimate.logStandardError();
      assertThat(estimate.logRatio() - estimate.logInterval().lower())
          .isBetween(0.999999 * welch, 1.35 * welch);
      assertThat(estimate.logInterval().upper() - estimate.logRatio())
          .isBetween(0.999999 * welch, 1.35 * welch);
    }
  }

  @Test
  void anotherSeedHardlyMovesTheInterval() {
    List<List<Double>> base = ChangeRuleTest.forks(8, 20, 0.02, 1);
    List<List<Double>> candidate = ChangeRuleTest.forks(8, 21, 0.02, 2);
    Interval first = interval(base, candidate, 1);
    for (long seed = 2; seed < 12; seed++) {
      Interval other = interval(base, candidate, seed);
      double width = first.upper() - first.lower();
      assertThat(other.lower()).isEqualTo(first.lower(), within(0.06 * width));
      assertThat(other.upper()).isEqualTo(first.upper(), within(0.06 * width));
    }
  }

  private static Interval interval(
      List<List<Double>> base, List<List<Double>> candidate, long seed) {
    return new RatioBootstrap(ForkStatistic.MEDIAN, 0.98, 5_000, seed)
        .estimate(base, candidate)
        .orElseThrow()
        .logInterval();
  }

  @Test
  void moreConfidenceIsWiderUpToTheHighest() {
    List<List<Double>> base = ChangeRuleTest.forks(8, 20, 0.02, 1);
    List<List<Double>> candidate = ChangeRuleTest.forks(8, 21, 0.02, 2);
    double width = 0;
    for (double confidence : new double[] {0.5, 0.9, 0.98, 0.99, 0.999, 0.9999}) {
      Interval interval =
          new RatioBootstrap(ForkStatistic.MEDIAN, confidence)
              .estimate(base, candidate)
              .orElseThrow()
              .interval();
      assertThat(interval.upper() - interval.lower()).isGreaterThan(width);
      width = interval.upper() - interval.lower();
    }
  }

  @Test
  void tooFewResamplesForTheConfidenceAreRefused() {
    assertThatThrownBy(() -> new RatioBootstrap(ForkStatistic.MEDIAN, 0.999, 1_000, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * The mean and variance of a resampled mean are known: those of the fork, the variance over n.
   */
  @Test
  void resampledMeansVaryAsTheyMust() {
    double[] calls = new Random(1).doubles(50).sorted().toArray();
    double mean = ForkStatistic.MEAN.ofSorted(calls);
    double variance =
        IntStream.range(0, 50).mapToDouble(i -> Math.pow(calls[i] - mean, 2)).sum() / 50;
    double[] means =
        CallResampler.of(
            ForkStatistic.MEAN, new double[][] {calls}, 20_000, new SplittableRandom(1))[0];
    double average = ForkStatistic.MEAN.ofSorted(means);
    double spread =
        IntStream.range(0, means.length).mapToDouble(i -> Math.pow(means[i] - average, 2)).sum()
            / means.length;
    assertThat(average).isEqualTo(mean, within(0.001));
    assertThat(spread / (variance / 50)).isEqualTo(1, within(0.04));
  }

  /**
   * The exact bootstrap distribution of the median of three of {1, 2, 3}: 7, 13 and 7 of 27 (Efron,
   * Annals of Statistics 7, 1979, section 3).
   */
  @Test
  void resampledMediansAreDistributedAsTheyMust() {
    double[] medians =
        CallResampler.of(
            ForkStatistic.MEDIAN, new double[][] {{1, 2, 3}}, 27_000, new SplittableRandom(1))[0];
    for (int value = 1; value <= 3; value++) {
      int expected = value == 2 ? 13_000 : 7_000;
      int median = value;
      long count = Arrays.stream(medians).filter(m -> m == median).count();
      assertThat((double) count).isEqualTo(expected, within(300.0));
    }
  }
}
