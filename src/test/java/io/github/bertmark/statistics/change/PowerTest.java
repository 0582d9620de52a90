package io.github.bertmark.statistics.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTest {
  private static final ChangeRule RULE = ChangeRule.DEFAULT;
  private static final MachineNoise NO_FLOOR = new MachineNoise(0, 0);

  /** SciPy 1.17: {@code scipy.stats.nct.sf(t, df, nc)}. */
  @ParameterizedTest
  @CsvSource({
    "2.55, 18, 5.0, 0.9887723120279721",
    "2.896, 8, 1.5, 0.1432125430559483",
    "3.0, 2, 4.0, 0.7887851084151078",
    "2.4, 98, 2.4, 0.5024273193079063"
  })
  void theNoncentralTailIsScipys(double t, double df, double noncentrality, double tail) {
    assertThat(Power.noncentralTail(t, df, noncentrality)).isEqualTo(tail, within(1e-9));
  }

  @Test
  void withNothingChangedTheRuleFiresAtItsLevelAtMost() {
    ChangeRule bare = new ChangeRule(ForkStatistic.MEDIAN, 0.98, 0, 0.05);
    assertThat(new Power(0.02, NO_FLOOR, bare).ofFinding(0, 10)).isEqualTo(0.01, within(1e-9));
    assertThat(new Power(0.02, NO_FLOOR, RULE).ofFinding(0, 10)).isLessThan(0.01);
  }

  @Test
  void moreForksLargerChangesAndLessNoiseAreSeenMoreOften() {
    Power power = new Power(0.02, NO_FLOOR, RULE);
    assertThat(power.ofFinding(0.05, 12)).isGreaterThan(power.ofFinding(0.05, 8));
    assertThat(power.ofFinding(0.06, 8)).isGreaterThan(power.ofFinding(0.05, 8));
    assertThat(new Power(0.01, NO_FLOOR, RULE).ofFinding(0.05, 8))
        .isGreaterThan(power.ofFinding(0.05, 8));
    assertThat(new Power(new MachineNoise(0.02, 0), RULE).ofFinding(0.05, 8))
        .isLessThan(power.ofFinding(0.05, 8));
    assertThat(new Power(new MachineNoise(0.02, 0.01), RULE).ofFinding(0.05, 8))
        .isLessThan(new Power(new MachineNoise(0.02, 0), RULE).ofFinding(0.05, 8));
  }

  @Test
  void thePlanAndTheSmallestChangeAgree() {
    Power power = new Power(new MachineNoise(0.02, 0), RULE);
    for (double change : new double[] {0.02, 0.05, 0.1}) {
      int forks = power.forksNeeded(change).orElseThrow();
      assertThat(power.ofFinding(change, forks)).isGreaterThanOrEqualTo(Power.WANTED);
      assertThat(power.ofFinding(change, forks - 1)).isLessThan(Power.WANTED);
      assertThat(power.smallestVisible(forks)).isLessThanOrEqualTo(change + 1e-5);
      assertThat(power.smallestVisible(forks - 1)).isGreaterThan(change);
    }
  }

  @Test
  void whatCannotBeSeenIsSaid() {
    Power power = new Power(0.02, NO_FLOOR, RULE);
    assertThat(power.forksNeeded(0.004)).isEmpty();
    assertThat(power.ofFinding(0.5, 4)).isZero();
    assertThat(power.smallestVisible(4)).isInfinite();
    assertThat(new Power(0, NO_FLOOR, RULE).ofFinding(0.006, 5)).isEqualTo(1);
    assertThat(new Power(0, NO_FLOOR, RULE).ofFinding(0.004, 5)).isZero();
  }
}
