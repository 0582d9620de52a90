package io.github.bertmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceIntervalsTest {
  private static Interval overForks(double confidence, double... means) {
    return ConfidenceIntervals.ofMeanOverForks(
            DoubleStream.of(means).mapToObj(List::of).toList(), confidence)
        .orElseThrow();
  }

  /**
   * Student's sleep data (Biometrika 6, 1908), as in R's help page of {@code t.test}: {@code
   * t.test(extra ~ group, paired = TRUE)} prints -2.4598858 and -0.7001142 for group 1 - group 2;
   * in full by SciPy's {@code t.interval}.
   */
  @Test
  void theMeansIntervalIsRsForStudentsSleepData() {
    Interval interval = overForks(0.95, -1.2, -2.4, -1.3, -1.3, 0.0, -1.0, -1.8, -0.8, -4.6, -1.4);
    assertThat(interval.lower()).isEqualTo(-2.459885763276982, within(1e-9));
    assertThat(interval.upper()).isEqualTo(-0.7001142367230175, within(1e-9));
  }

  /**
   * R prints -43.51131 and 41.01131 for this {@code t.test} of eight differences in test scores
   * (UMSL MTH1320, section 10.5.161); in full by SciPy's {@code t.interval}.
   */
  @Test
  void theMeansIntervalIsRsForEightDifferences() {
    Interval interval = overForks(0.95, -30, 30, -40, -40, 80, 60, -50, -20);
    assertThat(interval.lower()).isEqualTo(-43.51130944127578, within(1e-9));
    assertThat(interval.upper()).isEqualTo(41.01130944127578, within(1e-9));
  }

  /** Two values have one degree of freedom, and t(0.975, 1) = tan(0.475 pi) in closed form. */
  @Test
  void twoForksFollowTheCauchyQuantile() {
    double halfWidth = Math.tan(0.475 * Math.PI) * 1.0;
    Interval interval = overForks(0.95, 9, 11);
    assertThat(interval.lower()).isEqualTo(10 - halfWidth, within(1e-7));
    assertThat(interval.upper()).isEqualTo(10 + halfWidth, within(1e-7));
  }

  @Test
  void oneForkHasNoInterval() {
    assertThat(ConfidenceIntervals.ofMeanOverForks(List.of(List.of(1.0, 2.0, 3.0)), 0.95))
        .isEmpty();
    assertThat(ConfidenceIntervals.ofMeanOverForks(List.of(), 0.95)).isEmpty();
  }

  @Test
  void moreCallsWithinTheForksDoNotNarrowTheInterval() {
    List<List<Double>> few = List.of(List.of(10.0, 12.0), List.of(13.0, 15.0), List.of(11.0, 13.0));
    List<List<Double>> many =
        few.stream()
            .map(calls -> Collections.nCopies(50, calls).stream().flatMap(List::stream).toList())
            .toList();
    assertThat(ConfidenceIntervals.ofMeanOverForks(many, 0.95))
        .isEqualTo(ConfidenceIntervals.ofMeanOverForks(few, 0.95));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neitherTheOrderOfForksNorThatOfCallsMatters(long seed) {
    Random random = new Random(seed);
    List<List<Double>> forks = new ArrayList<>();
    for (int fork = 0; fork < 5; fork++) {
      forks.add(new ArrayList<>(random.doubles(100, 20, 30).boxed().toList()));
    }
    var before = ConfidenceIntervals.ofMeanOverForks(forks, 0.95);
    Collections.shuffle(forks, random);
    forks.forEach(calls -> Collections.shuffle(calls, random));
    assertThat(ConfidenceIntervals.ofMeanOverForks(forks, 0.95)).isEqualTo(before);
  }

  /** The nominal coverage, by simulation: 2,000 samples of five normal fork means. */
  @Test
  void ninetyFivePercentOfIntervalsHoldTheTrueMean() {
    Random random = new Random(42);
    int held = 0;
    for (int i = 0; i < 2_000; i++) {
      double[] means = random.doubles(5).map(ignored -> 20 + random.nextGaussian()).toArray();
      held += overForks(0.95, means).contains(20) ? 1 : 0;
    }
    assertThat(held / 2_000.0).isBetween(0.935, 0.965);
  }

  /** Of two forks, three quarters of whose intervals reach below zero. */
  @Test
  void aPositiveBoundIsMissedNoMoreOftenThanStudents() {
    Random random = new Random(7);
    int below = 0;
    int missed = 0;
    int missedByStudents = 0;
    for (int i = 0; i < 20_000; i++) {
      double[] means =
          random.doubles(2).map(any -> Math.exp(0.3 * random.nextGaussian())).toArray();
      Interval students = overForks(0.95, means);
      Interval positive = ConfidenceIntervals.positive(students);
      assertThat(positive.lower()).isPositive().isLessThan((means[0] + means[1]) / 2);
      assertThat(positive.upper()).isEqualTo(students.upper());
      below += students.lower() <= 0 ? 1 : 0;
      missed += positive.lower() > Math.exp(0.045) ? 1 : 0;
      missedByStudents += students.lower() > Math.exp(0.045) ? 1 : 0;
    }
    assertThat(below).isGreaterThan(12_000);
    assertThat(missed).isEqualTo(missedByStudents).isLessThan(500);
  }

  @Test
  void aPositiveIntervalStaysAsItIs() {
    assertThat(ConfidenceIntervals.positive(new Interval(0.1, 3))).isEqualTo(new Interval(0.1, 3));
    assertThat(ConfidenceIntervals.positive(new Interval(0, 0))).isEqualTo(new Interval(0, 0));
  }

  /** SciPy 1.17: {@code binomtest(successes, trials).proportion_ci(method="wilson")}. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.95, 0.2552885198782742, 0.36620957698280004",
    "15, 148, 0.95, 0.06238639953073629, 0.16048724172330803",
    "0, 20, 0.95, 0, 0.16112515805281935",
    "4890, 5500, 0.95, 0.8805188374529525, 0.8971198412812773",
    "4841, 5500, 0.99, 0.8684419043450036, 0.8910055764715195"
  })
  void proportionsIntervalIsScipys(
      int successes, int trials, double confidence, double lower, double upper) {
    Interval interval = ConfidenceIntervals.ofProportion(successes, trials, confidence);
    assertThat(interval.lower()).isEqualTo(lower, within(1e-9));
    assertThat(interval.upper()).isEqualTo(upper, within(1e-9));
  }

  /** Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0,  20,  0.0000, 0.1611",
    "1,  29,  0.0061, 0.1718"
  })
  void proportionsIntervalIsNewcombes(int successes, int trials, double lower, double upper) {
    Interval interval = ConfidenceIntervals.ofProportion(successes, trials, 0.95);
    assertThat(interval.lower()).isEqualTo(lower, within(5e-5));
    assertThat(interval.upper()).isEqualTo(upper, within(5e-5));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "0, 5500", "1, 5500", "4890, 5500", "5499, 5500", "5500, 5500"})
  void proportionsIntervalMirrorsAndHoldsTheProportion(int successes, int trials) {
    Interval right = ConfidenceIntervals.ofProportion(successes, trials, 0.95);
    Interval wrong = ConfidenceIntervals.ofProportion(trials - successes, trials, 0.95);
    assertThat(right.lower()).isEqualTo(1 - wrong.upper(), within(1e-12));
    assertThat(right.upper()).isEqualTo(1 - wrong.lower(), within(1e-12));
    assertThat(right.contains((double) successes / trials)).isTrue();
    assertThat(right.lower()).isGreaterThanOrEqualTo(0);
    assertThat(right.upper()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "-1, 5", "6, 5"})
  void whatIsNoProportionIsRefused(int successes, int trials) {
    assertThatThrownBy(() -> ConfidenceIntervals.ofProportion(successes, trials, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
