package io.github.bertmark.statistics.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForkTestTest {
  private static final Offset<Double> EXACT = within(1e-9);

  /**
   * Student's sleep data (Biometrika 6, 1908), 10 added so that all are positive. Of all 184,756
   * ways, 7,524 are at least as extreme, by SciPy 1.17's {@code permutation_test} with {@code
   * n_resamples=inf}.
   */
  private static final double[] FIRST_DRUG = {
    10.7, 8.4, 9.8, 8.8, 9.9, 13.4, 13.7, 10.8, 10.0, 12.0
  };

  private static final double[] SECOND_DRUG = {
    11.9, 10.8, 11.1, 10.1, 9.9, 14.4, 15.5, 11.6, 14.6, 13.4
  };

  @Test
  void theExactTestIsScipysForStudentsSleepData() {
    assertThat(ForkTest.exact(FIRST_DRUG, SECOND_DRUG)).isTrue();
    assertThat(ForkTest.pSlower(FIRST_DRUG, SECOND_DRUG, 1)).isEqualTo(7524 / 184756.0, EXACT);
  }

  /** SciPy 1.17: {@code permutation_test} of six and six; 9 of 924 ways. */
  @Test
  void theExactTestIsScipysForSixAndSix() {
    double[] left = {12.6, 11.4, 13.2, 11.2, 9.4, 12.0};
    double[] right = {16.4, 14.1, 13.4, 15.4, 14.0, 11.3};
    assertThat(ForkTest.pSlower(left, right, 1)).isEqualTo(9 / 924.0, EXACT);
  }

  /**
   * R's help page of {@code t.test}, {@code t.test(extra ~ group, data = sleep)}: t = -1.8608, df =
   * 17.776, p-value = 0.07939; in full by SciPy's {@code ttest_ind(equal_var=False)}.
   */
  @Test
  void welchsTestIsRsForStudentsSleepData() {
    SideEstimate first = absolute(FIRST_DRUG);
    SideEstimate second = absolute(SECOND_DRUG);
    assertThat(SideEstimate.welchDegreesOfFreedom(first, second))
        .isEqualTo(17.77647351617849, EXACT);
    double t =
        (second.mean() - first.mean()) / Math.hypot(first.relativeError(), second.relativeError());
    assertThat(t).isEqualTo(1.8608134674868555, EXACT);
    assertThat(ForkTest.welch(FIRST_DRUG, SECOND_DRUG)).isEqualTo(0.03969707009367892, EXACT);
    assertThat(ForkTest.welch(SECOND_DRUG, FIRST_DRUG)).isEqualTo(1 - 0.03969707009367892, EXACT);
  }

  private static SideEstimate absolute(double[] values) {
    SideEstimate side = SideEstimate.of(values);
    return new SideEstimate(side.mean(), side.relativeError() * side.mean(), side.forks());
  }

  @Test
  void manyForksAreTestedByWelchsTest() {
    double[] base = new Random(1).doubles(11, 9, 11).toArray();
    double[] candidate = new Random(2).doubles(11, 9, 11).toArray();
    assertThat(ForkTest.exact(base, candidate)).isFalse();
    assertThat(ForkTest.pSlower(base, candidate, 1) + ForkTest.pSlower(candidate, base, 1))
        .isEqualTo(1, EXACT);
  }

  /** Against counting every way one by one. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theShortCutsCountAsWalkingEveryWayDoes(long seed) {
    Random random = new Random(seed);
    // Few values, so that there are ties.
    double[] base = random.ints(1 + random.nextInt(6), 1, 8).asDoubleStream().toArray();
    double[] candidate = random.ints(1 + random.nextInt(6), 1, 8).asDoubleStream().toArray();
    double[] all = DoubleStream.concat(Arrays.stream(base), Arrays.stream(candidate)).toArray();
    int ways = 0;
    int extreme = 0;
    for (int mask = 0; mask < 1 << all.length; mask++) {
      if (Integer.bitCount(mask) == candidate.length) {
        double sum = 0;
        for (int i = 0; i < all.length; i++) {
          sum += (mask >> i & 1) * all[i];
        }
        ways++;
        extreme += sum >= Arrays.stream(candidate).sum() ? 1 : 0;
      }
    }
    assertThat(ForkTest.pSlower(base, candidate, 1)).isEqualTo((double) extreme / ways, EXACT);
  }

  @ParameterizedTest
  @CsvSource({"3, 3, 20", "4, 4, 70", "5, 5, 252", "10, 10, 184756"})
  void fewForksCannotBeSignificant(int base, int candidate, int ways) {
    assertThat(ForkTest.smallestP(base, candidate)).isEqualTo(1.0 / ways, EXACT);
  }

  @Test
  void equalForksShowNothing() {
    double[] same = {10, 10, 10, 10, 10};
    assertThat(ForkTest.pSlower(same, same, 1)).isEqualTo(1);
    double[] many = new double[12];
    Arrays.fill(many, 10);
    assertThat(ForkTest.pSlower(many, many, 1)).isEqualTo(1);
  }

  @Test
  void aForksStatisticStandsForItsCalls() {
    double[][] forks = {{1, 2, 9}, {2, 3, 4}};
    assertThat(ForkStatistic.MEDIAN.of(forks)).containsExactly(2, 3);
    assertThat(ForkStatistic.MEAN.of(forks)).containsExactly(4, 3);
  }
}
