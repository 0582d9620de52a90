package io.github.bertmark.statistics.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.statistics.change.ChangeRule.Replication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedForksTest {
  /**
   * Darwin's maize, crossed less self-fertilised, in eighths of an inch: of all 32,768 ways to set
   * the signs, 863 have a sum as great or greater (Fisher, "The Design of Experiments", section
   * 21).
   */
  private static final double[] MAIZE = {
    49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48
  };

  private static final ChangeRule RULE = ChangeRule.DEFAULT.ofPairs();

  @Test
  void theSignFlipTestIsFishersForDarwinsMaize() {
    PairedForks pairs = pairs(MAIZE);

    assertThat(pairs.pSlower(1)).isEqualTo(863 / 32_768.0);
    // The others have a smaller sum, but for those that have the same.
    assertThat(pairs.pFaster(1)).isBetween(1 - 863 / 32_768.0, 1.0);
  }

  /** R: {@code t.test(maize)} has 0.0312 to 41.8355 for 95 %. */
  @Test
  void theIntervalIsStudents() {
    RatioEstimate estimate = pairs(MAIZE).estimate(0.95);

    assertThat(1000 * estimate.logRatio()).isCloseTo(20.9333, within(1e-4));
    assertThat(1000 * estimate.logInterval().lower()).isCloseTo(0.0312, within(1e-3));
    assertThat(1000 * estimate.logInterval().upper()).isCloseTo(41.8355, within(1e-3));
    assertThat(estimate.degreesOfFreedom()).isEqualTo(14);
  }

  @Test
  void swappedSidesMirrorTheChange() {
    List<List<Double>> base = ones(MAIZE.length);
    Change there = RULE.compare(base, forks(MAIZE));
    Change back = RULE.compare(forks(MAIZE), base);

    assertThat(back.ratio()).isCloseTo(1 / there.ratio(), within(1e-12));
    assertThat(back.pBeyondThreshold()).isEqualTo(there.pBeyondThreshold());
    assertThat(back.forksToDecide()).isEqualTo(there.forksToDecide());
  }

  @Test
  void theThresholdIsPartOfTheTest() {
    double[] three =
        IntStream.range(0, 10).mapToDouble(i -> 1000 * Math.log(1.03) + i - 5).toArray();

    assertThat(pairs(three).pSlower(1.02)).isEqualTo(1 / 1024.0);
    assertThat(pairs(three).pSlower(1.04)).isGreaterThan(0.99);
  }

  @Test
  void whatIsDrawnIsAboutTheExactShare() {
    double[] many = new double[24];
    Arrays.setAll(many, i -> i % 3 == 0 ? -10 : 10);
    // 16 up and 8 down of one size: the share of ways with at least 16 up of 24.
    double exact =
        IntStream.rangeClosed(16, 24)
                .mapToDouble(
                    k ->
                        org.apache.commons.math3.util.CombinatoricsUtils.binomialCoefficientDouble(
                            24, k))
                .sum()
            / Math.pow(2, 24);

    assertThat(pairs(many).pSlower(1)).isCloseTo(exact, within(0.002));
  }

  @Test
  void fewPairsAreNeverSignificant() {
    Change five = RULE.compare(ones(5), forks(new double[] {100, 101, 99, 100, 100}));
    Change seven = RULE.compare(ones(7), forks(new double[] {100, 101, 99, 100, 100, 102, 98}));

    assertThat(five.verdict()).isEqualTo(Change.Verdict.UNDECIDED);
    assertThat(five.tooFewForks()).isTrue();
    assertThat(five.fewestForks()).isEqualTo(7);
    assertThat(five.forksToDecide()).hasValue(7);
    assertThat(seven.verdict()).isEqualTo(Change.Verdict.SLOWER);
    assertThat(RULE.compare(ones(1), forks(new double[] {100})).estimate()).isNull();
    assertThatIllegalArgumentException().isThrownBy(() -> RULE.compare(ones(3), ones(2)));
  }

  /** Of equal sides, one comparison in 100 may find a change, whatever pairs differ by. */
  @ParameterizedTest
  @ValueSource(strings = {"normal", "heavy", "bimodal"})
  void equalSidesRaiseFewFalseAlarms(String noise) {
    Random random = new Random(11);
    SequentialRule rule = SequentialRule.of(RULE, List.of(6, 8, 10, 12));
    int runs = 2_000;
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      alarms += found(rule, 0, noise(noise, random), 12) ? 1 : 0;
    }
    // 1 % and four standard errors.
    assertThat(alarms).isLessThanOrEqualTo((int) (runs * 0.01 + 4 * Math.sqrt(runs * 0.01)));
  }

  @Test
  void threePercentAreFoundAmongPairsThatDifferByOne() {
    Random random = new Random(12);
    SequentialRule rule = SequentialRule.of(RULE, List.of(6, 8, 10, 12));
    int found = 0;
    for (int run = 0; run < 200; run++) {
      found += found(rule, 0.03, () -> 0.01 * random.nextGaussian(), 12) ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(190);
  }

  @Test
  void aPlanForPairsNeedsFewerThanOneForForks() {
    int pairs = Power.forksForHalfWidth(0.02, 0.01, 0.98, Replication.PAIRS).orElseThrow();
    int forks = Power.forksForHalfWidth(0.02, 0.01, 0.98, Replication.FORKS).orElseThrow();

    assertThat(pairs).isLessThan(forks);
    double halfWidth =
        new org.apache.commons.math3.distribution.TDistribution(pairs - 1)
                .inverseCumulativeProbability(0.99)
            * 0.02
            / Math.sqrt(pairs);
    assertThat(halfWidth).isLessThan(0.01);
  }

  private static boolean found(
      SequentialRule rule, double change, DoubleSupplier noise, int pairs) {
    double[] logs =
        IntStream.range(0, pairs)
            .mapToDouble(i -> 1000 * (Math.log1p(change) + noise.getAsDouble()))
            .toArray();
    for (SequentialRule.Look look : rule.looks()) {
      double[] soFar = Arrays.copyOf(logs, look.forks());
      SequentialRule.Step step = rule.take(look, ones(look.forks()), forks(soFar));
      if (step.decision() != SequentialRule.Decision.CONTINUE) {
        return step.change().verdict() == Change.Verdict.SLOWER
            || step.change().verdict() == Change.Verdict.FASTER;
      }
    }
    return false;
  }

  private static DoubleSupplier noise(String kind, Random random) {
    return switch (kind) {
      case "normal" -> () -> 0.02 * random.nextGaussian();
      case "heavy" -> () -> 0.005 * random.nextGaussian() * (random.nextInt(10) == 0 ? 10 : 1);
      default -> () -> 0.003 * random.nextGaussian() + (random.nextBoolean() ? 0.1 : -0.1);
    };
  }

  /** Forks of one call each; the candidate's is e^(d/1000) of the base's. */
  private static PairedForks pairs(double[] thousandths) {
    return PairedForks.of(ForkStatistic.MEDIAN, ones(thousandths.length), forks(thousandths));
  }

  private static List<List<Double>> forks(double[] thousandths) {
    List<List<Double>> forks = new ArrayList<>();
    for (double d : thousandths) {
      forks.add(List.of(Math.exp(d / 1000)));
    }
    return forks;
  }

  private static List<List<Double>> ones(int forks) {
    return Collections.nCopies(forks, List.of(1.0));
  }
}
