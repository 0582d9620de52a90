package io.github.bertmark.statistics.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.change.Change.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeRuleTest {
  private static final ChangeRule RULE = ChangeRule.DEFAULT;

  static List<List<Double>> forks(int forks, double millis, double deviation, long seed) {
    Random random = new Random(seed);
    List<List<Double>> all = new ArrayList<>();
    for (int fork = 0; fork < forks; fork++) {
      double level = millis * Math.exp(deviation * random.nextGaussian());
      all.add(
          new ArrayList<>(
              random
                  .doubles(40)
                  .map(u -> level * (1 + 0.1 * u - 0.02 * Math.log(u)))
                  .boxed()
                  .toList()));
    }
    return all;
  }

  static List<List<Double>> scaled(List<List<Double>> forks, double factor) {
    return forks.stream().map(calls -> calls.stream().map(call -> call * factor).toList()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void aRunDoesNotDifferFromItself(ForkStatistic statistic) {
    List<List<Double>> run = forks(10, 20, 0.01, 1);
    ChangeRule rule = new ChangeRule(statistic, 0.98, 0, 0.05);
    Change change = rule.compare(run, run);
    assertThat(change.ratio()).isEqualTo(1);
    assertThat(change.verdict()).isEqualTo(Verdict.NO_CLEAR_CHANGE);
    // The same values twice are no proof of equality: the interval keeps its width.
    assertThat(change.estimate().interval().lower()).isLessThan(0.995);
    assertThat(change.estimate().interval().upper()).isGreaterThan(1.005);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void swappingTheSidesMirrorsEverything(long seed) {
    Random random = new Random(seed);
    List<List<Double>> base = forks(3 + random.nextInt(9), 20, 0.02, seed);
    List<List<Double>> candidate =
        forks(3 + random.nextInt(9), 20 * (0.8 + 0.4 * random.nextDouble()), 0.02, -seed);
    for (ForkStatistic statistic : ForkStatistic.values()) {
      ChangeRule rule = new ChangeRule(statistic, 0.98, 0.005, 0.05);
      Change there = rule.compare(base, candidate);
      Change back = rule.compare(candidate, base);
      assertThat(back.verdict()).isEqualTo(mirrored(there.verdict()));
      assertThat(back.estimate()).isEqualTo(there.estimate().mirrored());
      assertThat(back.pBeyondThreshold()).isEqualTo(there.pBeyondThreshold());
      assertThat(back.forksToDecide()).isEqualTo(there.forksToDecide());
      Interval interval = there.estimate().interval();
      assertThat(back.estimate().interval().lower()).isEqualTo(1 / interval.upper(), within(1e-12));
      assertThat(back.estimate().interval().upper()).isEqualTo(1 / interval.lower(), within(1e-12));
    }
  }

  /** Changes of up to 7 % among forks that differ by 1 %, so that every verdict comes up. */
  @Test
  void whatTheForksRuleOutIsNoChange() {
    Random random = new Random(3);
    Map<Verdict, Integer> left = new EnumMap<>(Verdict.class);
    int ruledOut = 0;
    for (int i = 0; i < 300; i++) {
      List<List<Double>> base = forks(1 + random.nextInt(8), 20, 0.01, i);
      double millis = 20 * random.nextDouble(0.93, 1.07);
      List<List<Double>> candidate = forks(1 + random.nextInt(8), millis, 0.01, -i);
      Verdict verdict = RULE.compare(base, candidate).verdict();
      if (RULE.mayFindChange(base, candidate)) {
        left.merge(verdict, 1, Integer::sum);
      } else {
        ruledOut++;
        assertThat(verdict).isIn(Verdict.NO_CLEAR_CHANGE, Verdict.UNDECIDED);
      }
    }
    assertThat(left.get(Verdict.SLOWER)).isGreaterThan(20);
    assertThat(left.get(Verdict.FASTER)).isGreaterThan(20);
    assertThat(ruledOut).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neitherTheOrderOfForksNorThatOfCallsMatters(long seed) {
    List<List<Double>> base = forks(6, 20, 0.02, seed);
    List<List<Double>> candidate = forks(7, 21, 0.02, -seed);
    Change before = RULE.compare(base, candidate);
    Random random = new Random(seed);
    for (List<List<Double>> side : List.of(base, candidate)) {
      Collections.shuffle(side, random);
      side.forEach(calls -> Collections.shuffle(calls, random));
    }
    assertThat(RULE.compare(base, candidate)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anotherUnitChangesNothing(long seed) {
    List<List<Double>> base = forks(6, 20, 0.02, seed);
    List<List<Double>> candidate = forks(7, 21, 0.02, -seed);
    // A power of two, so that scaling is exact.
    Change millis = RULE.compare(base, candidate);
    Change other = RULE.compare(scaled(base, 1024), scaled(candidate, 1024));
    assertThat(other.estimate().logInterval()).isEqualTo(millis.estimate().logInterval());
    assertThat(other.pBeyondThreshold()).isEqualTo(millis.pBeyondThreshold());
    assertThat(other.verdict()).isEqualTo(millis.verdict());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSameForksTwiceNeverWidenTheInterval(long seed) {
    for (ForkStatistic statistic : ForkStatistic.values()) {
      RatioBootstrap bootstrap = new RatioBootstrap(statistic, 0.98);
      List<List<Double>> base = forks(5, 20, 0.02, seed);
      List<List<Double>> candidate = forks(5, 21, 0.02, -seed);
      Interval once = bootstrap.estimate(base, candidate).orElseThrow().logInterval();
      Interval twice =
          bootstrap.estimate(doubled(base), doubled(candidate)).orElseThrow().logInterval();
      assertThat(twice.lower()).isGreaterThan(once.lower());
      assertThat(twice.upper()).isLessThan(once.upper());
    }
  }

  private static List<List<Double>> doubled(List<List<Double>> forks) {
    List<List<Double>> twice = new ArrayList<>(forks);
    twice.addAll(forks);
    return twice;
  }

  @Test
  void aClearSlowdownIsFoundAndAClearSpeedUpToo() {
    List<List<Double>> base = forks(6, 20, 0.01, 1);
    List<List<Double>> slow = scaled(forks(6, 20, 0.01, 2), 1.2);
    assertThat(RULE.compare(base, slow).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(RULE.compare(slow, base).verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void aChangeBelowTheThresholdIsNoFinding() {
    List<List<Double>> base = forks(10, 20, 0.0005, 1);
    List<List<Double>> slow = scaled(base, 1.03);
    assertThat(RULE.compare(base, slow).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(RULE.withNoiseFloor(0.04).compare(base, slow).verdict())
        .isEqualTo(Verdict.NO_CLEAR_CHANGE);
  }

  @Test
  void twoModesOfThreeForksEachAreNoSlowdown() {
    List<List<Double>> base = List.of(List.of(10.0), List.of(10.01), List.of(10.02));
    Change change = RULE.compare(base, scaled(base, 1.35));
    assertThat(change.estimate().interval().lower()).isGreaterThan(1.2);
    assertThat(change.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(change.tooFewForks()).isTrue();
    assertThat(change.forksToDecide()).hasValue(5);
  }

  @Test
  void oneForkDecidesNothing() {
    List<List<Double>> base = forks(1, 20, 0.01, 1);
    Change change = RULE.compare(base, scaled(base, 2));
    assertThat(change.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(change.estimate()).isNull();
    assertThat(change.ratio()).isEqualTo(2, within(1e-12));
    assertThat(change.tooFewForks()).isTrue();
    assertThat(change.forksToDecide()).hasValue(5);
    assertThat(RULE.withConfidence(0.9995).compare(base, base).forksToDecide()).hasValue(8);
  }

  @Test
  void forksWithoutAnyNoiseAreDecidedByTheirNumber() {
    List<List<Double>> base = Collections.nCopies(5, List.of(10.0, 10.0));
    List<List<Double>> slow = Collections.nCopies(5, List.of(11.0, 11.0));
    assertThat(RULE.compare(base, base).verdict()).isEqualTo(Verdict.NO_CLEAR_CHANGE);
    assertThat(RULE.compare(base, slow).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(RULE.compare(base.subList(0, 3), slow.subList(0, 3)).verdict())
        .isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void whatIsNoTimeIsRefused() {
    List<List<Double>> good = forks(5, 20, 0.01, 1);
    for (List<List<Double>> bad :
        List.of(
            List.<List<Double>>of(),
            List.of(List.<Double>of()),
            List.of(List.of(0.0)),
            List.of(List.of(-1.0)),
            List.of(List.of(Double.NaN)),
            List.of(List.of(1.0, Double.POSITIVE_INFINITY)))) {
      assertThatThrownBy(() -> RULE.compare(good, bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Change.Verdict mirrored(Change.Verdict verdict) {
    return switch (verdict) {
      case SLOWER -> Change.Verdict.FASTER;
      case FASTER -> Change.Verdict.SLOWER;
      default -> verdict;
    };
  }
}
