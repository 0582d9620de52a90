package io.github.bertmark.statistics.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.statistics.change.SequentialRule.Decision;
import io.github.bertmark.statistics.change.SequentialRule.Look;
import io.github.bertmark.statistics.change.SequentialRule.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequentialRuleTest {
  private static final SequentialRule RULE =
      SequentialRule.of(ChangeRule.DEFAULT, List.of(6, 12, 18));

  /**
   * SciPy 1.17: the roots of {@code multivariate_normal.cdf} for the spent level, which it
   * integrates to about 5e-4 in three dimensions.
   */
  @Test
  void theCriticalValuesAreThoseOfTheMultivariateNormalDistribution() {
    assertThat(AlphaSpending.criticalValues(new double[] {1 / 3.0, 2 / 3.0, 1}, 0.025))
        .containsExactly(new double[] {2.279428238917005, 2.2949111, 2.2961454}, within(5e-4));
    assertThat(AlphaSpending.criticalValues(new double[] {0.5, 1}, 0.01))
        .containsExactly(new double[] {2.5004863813065614, 2.5650412}, within(1e-5));
    assertThat(AlphaSpending.criticalValues(new double[] {1 / 3.0, 2 / 3.0, 1}, 0.01))
        .containsExactly(new double[] {2.60990834200527, 2.6454729, 2.6589350}, within(5e-4));
  }

  /**
   * rpact, gsDesign and ldbounds all print 2.438, 2.427, 2.410, 2.397 and 2.386 for this design.
   */
  @Test
  void theCriticalValuesAreThoseOfTheSoftwareForTrials() {
    assertThat(AlphaSpending.criticalValues(new double[] {0.2, 0.4, 0.6, 0.8, 1}, 0.025))
        .containsExactly(new double[] {2.438, 2.427, 2.410, 2.397, 2.386}, within(6e-4));
  }

  @Test
  void oneLookIsTheRuleItself() {
    Look only = SequentialRule.of(ChangeRule.DEFAULT, List.of(10)).looks().get(0);
    assertThat(only.forks()).isEqualTo(10);
    assertThat(only.confidence()).isEqualTo(0.98, within(1e-8));
  }

  @Test
  void everyLookAsksForMoreThanTheRule() {
    assertThat(RULE.looks()).extracting(Look::forks).containsExactly(6, 12, 18);
    assertThat(RULE.looks())
        .allMatch(look -> look.confidence() > 0.98 && look.confidence() < 0.995);
  }

  @Test
  void aLookThatCannotBeSignificantIsNotTaken() {
    assertThat(SequentialRule.of(ChangeRule.DEFAULT, List.of(2, 4, 6, 8, 10)).looks())
        .extracting(Look::forks)
        .containsExactly(6, 8, 10);
    assertThat(SequentialRule.of(ChangeRule.DEFAULT, List.of(1, 2, 3)).looks())
        .extracting(Look::forks)
        .containsExactly(3);
  }

  @Test
  void aLargeChangeIsSettledAtTheFirstLook() {
    Step step = step(0.01, 1.2);
    assertThat(step.decision()).isEqualTo(Decision.SETTLED);
    assertThat(step.change().verdict()).isEqualTo(Change.Verdict.SLOWER);
    assertThat(step(0.01, 0.8).change().verdict()).isEqualTo(Change.Verdict.FASTER);
  }

  @Test
  void noChangeIsSettledWhereTheNoiseIsSmall() {
    Step step = step(0.004, 1);
    assertThat(step.decision()).isEqualTo(Decision.SETTLED);
    assertThat(step.change().verdict()).isEqualTo(Change.Verdict.NO_CLEAR_CHANGE);
  }

  @Test
  void aSmallChangeGoesOnWhereForksCanStillTell() {
    assertThat(step(0.03, 1.04).decision()).isEqualTo(Decision.CONTINUE);
  }

  @Test
  void aSmallChangeIsHopelessWhereTheNoiseIsLarge() {
    assertThat(step(0.4, 1).decision()).isEqualTo(Decision.HOPELESS);
  }

  @Test
  void theLastLookLeavesNothingToRun() {
    List<List<Double>> base = ChangeRuleTest.forks(18, 20, 0.4, 1);
    Step step = RULE.take(RULE.looks().get(2), base, base);
    assertThat(step.decision()).isEqualTo(Decision.EXHAUSTED);
  }

  private static Step step(double deviation, double factor) {
    List<List<Double>> base = ChangeRuleTest.forks(6, 20, deviation, 1);
    return RULE.take(RULE.looks().get(0), base, ChangeRuleTest.scaled(base, factor));
  }

  @Test
  void forksThatDoNotAscendAreRefused() {
    assertThatThrownBy(() -> SequentialRule.of(ChangeRule.DEFAULT, List.of(6, 6)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
