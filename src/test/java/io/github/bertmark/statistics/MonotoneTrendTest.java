package io.github.bertmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.Test;

class MonotoneTrendTest {
  private static final int SERIES = 300;
  private static final int RUNS = 30;

  @Test
  void thePValueIsTheShareOfAllOrdersThatGoOneWayAsMuch() {
    List<Double> values = List.of(1.0, 3.0, 2.0, 4.0, 5.0, 7.0, 6.0);
    List<Integer> scores = new ArrayList<>();
    orders(new ArrayList<>(values), 0, scores);
    int own = Math.abs(score(values));
    double share = scores.stream().filter(s -> Math.abs(s) >= own).count() / (double) scores.size();

    assertThat(scores).hasSize(5_040);
    assertThat(MonotoneTrend.of(values).pValue()).isCloseTo(share, within(1e-12));
  }

  @Test
  void aSeriesThatNeverTurnsIsSignificantFromSixValuesOn() {
    List<Double> six = List.of(1.0, 1.1, 1.2, 1.3, 1.4, 1.5);

    assertThat(MonotoneTrend.of(six).pValue()).isCloseTo(2 / 720.0, within(1e-12));
    assertThat(MonotoneTrend.of(six).isSignificant()).isTrue();
    assertThat(MonotoneTrend.of(six.subList(0, 5)).isSignificant()).isFalse();
    assertThat(MonotoneTrend.of(six).start()).isCloseTo(1.05, within(1e-12));
    assertThat(MonotoneTrend.of(six).end()).isCloseTo(1.45, within(1e-12));
    assertThat(MonotoneTrend.of(Collections.nCopies(40, 1.0)).pValue()).isEqualTo(1);
  }

  /** Otava's: the t-test between what is before and after a split, at its 0.001. */
  @Test
  void whatTheTestOfOtavaFindsInASlowDriftIsFound() {
    Random random = new Random(5);
    int found = 0;
    int byOtava = 0;
    int both = 0;
    int falseAlarms = 0;
    for (int i = 0; i < SERIES; i++) {
      List<Double> drifting = series(random, 0.0015);
      boolean ours = MonotoneTrend.of(drifting).isSignificant();
      boolean otava = leastPValueOfASplit(drifting) < 0.001;
      found += ours ? 1 : 0;
      byOtava += otava ? 1 : 0;
      both += ours && otava ? 1 : 0;
      falseAlarms += MonotoneTrend.of(series(random, 0)).isSignificant() ? 1 : 0;
    }
    assertThat(byOtava).isGreaterThan(SERIES * 9 / 10);
    assertThat(both).isGreaterThan(byOtava * 95 / 100);
    assertThat(found).isGreaterThan(SERIES * 95 / 100);
    assertThat(falseAlarms).isLessThan(SERIES * 2 / 100);
  }

  @Test
  void aStepIsFoundWhereItIsAndADriftIsToldFromIt() {
    Random random = new Random(6);
    int falseAlarms = 0;
    for (int i = 0; i < SERIES; i++) {
      List<Double> noise = series(random, 0);
      List<Double> stepped =
          IntStream.range(0, RUNS).mapToObj(j -> noise.get(j) * (j < 20 ? 1 : 1.06)).toList();

      LastingShift shift = LastingShift.of(stepped);
      assertThat(shift.isSignificant() && shift.likelierThanALine()).isTrue();
      assertThat(shift.after()).isBetween(18, 22);
      assertThat(shift.since() / shift.before()).isBetween(1.04, 1.08);
      assertThat(LastingShift.of(series(random, 0.01)).likelierThanALine()).isFalse();
      falseAlarms += LastingShift.of(noise).isSignificant() ? 1 : 0;
    }
    assertThat(falseAlarms).isLessThan(SERIES * 2 / 100);
  }

  private static List<Double> series(Random random, double perRun) {
    return IntStream.range(0, RUNS)
        .mapToObj(i -> 4 * (1 + perRun * i) * (1 + 0.01 * random.nextGaussian()))
        .toList();
  }

  private static double leastPValueOfASplit(List<Double> values) {
    double[] all = values.stream().mapToDouble(x -> x).toArray();
    TTest test = new TTest();
    return IntStream.range(2, RUNS - 1)
        .mapToDouble(i -> test.tTest(Arrays.copyOf(all, i), Arrays.copyOfRange(all, i, RUNS)))
        .min()
        .orElseThrow();
  }

  private static void orders(List<Double> values, int from, List<Integer> scores) {
    if (from == values.size()) {
      scores.add(score(values));
      return;
    }
    for (int i = from; i < values.size(); i++) {
      Collections.swap(values, from, i);
      orders(values, from + 1, scores);
      Collections.swap(values, from, i);
    }
  }

  private static int score(List<Double> values) {
    int score = 0;
    for (int i = 0; i < values.size(); i++) {
      for (int j = i + 1; j < values.size(); j++) {
        score += Double.compare(values.get(j), values.get(i));
      }
    }
    return score;
  }
}
