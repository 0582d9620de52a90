package io.github.bertmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.machine.ForkPace;
import io.github.bertmark.machine.Pace;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.statistics.StatisticsPage;
import io.github.bertmark.statistics.change.ChangeRule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pairs of runs of different days, with a ruler that errs and a latency that does not wholly follow
 * it; docs/statistics.md tells what came of them.
 */
class AcrossRunsSimulationTest {
  private static final int PAIRS = 2_000;
  private static final int FORKS = 5;

  /** The ruler lies beside the forks of each variant. */
  private static final int VARIANTS = 2;

  private static final int CALLS = 100;

  /** What a machine's pace varies by from day to day, as a standard deviation of its logarithm. */
  private static final double DAYS = 0.15;

  /** What each kind of work varies by beyond that. */
  private static final double KINDS = 0.03;

  /** What the ruler of each kind varies by over the forks of a quiet run. */
  private static final double[] RULERS = {0.02, 0.08, 0.03};

  private static final double FORK = 0.021;
  private static final double CALL = 0.05;
  private static final ChangeRule RULE = Policy.DEFAULT.latencyRule("v", null);

  private record Run(Pace pace, List<List<Double>> times) {}

  /**
   * @param drift standard deviation of the logarithm of a run's times beyond what its pace explains
   */
  @ParameterizedTest
  @CsvSource({"0.01, 1", "0.015, 1", "0.015, 2", "0.02, 1"})
  void falseAlarmsAreRareAndRealChangesAreFound(double drift, double rulerError)
      throws IOException {
    SplittableRandom random = new SplittableRandom(29);
    int comparable = 0;
    int alarms = 0;
    int decided = 0;
    int found = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      Run base = run(drift, rulerError, 1, random);
      Run same = run(drift, rulerError, 1, random);
      Run slower = new Run(same.pace(), times(same.times(), 1.25));
      AcrossRuns between = AcrossRuns.of(PaceShift.between(base.pace(), same.pace()), false);
      if (between.obstacle() == null) {
        comparable++;
        Verdict verdict = verdict(between, base, same);
        alarms += verdict.isChange() ? 1 : 0;
        decided += verdict == Verdict.NO_CLEAR_CHANGE ? 1 : 0;
        found += verdict(between, base, slower) == Verdict.REGRESSED ? 1 : 0;
      }
    }
    StatisticsPage.assertHasRow(
        String.format(
            Locale.ROOT,
            "| %.1f | %.0f | %.1f | %.2f | %.1f | %.1f |",
            100 * drift,
            rulerError,
            100.0 * comparable / PAIRS,
            100.0 * alarms / PAIRS,
            100.0 * decided / comparable,
            100.0 * found / comparable),
        2);
    assertThat(alarms).isLessThanOrEqualTo(PAIRS / 100);
    if (rulerError <= 1) {
      assertThat(2 * comparable).isGreaterThanOrEqualTo(PAIRS);
      assertThat(found).isGreaterThanOrEqualTo(comparable * 8 / 10);
    }
  }

  private static Verdict verdict(AcrossRuns between, Run base, Run candidate) {
    // Neither finds what the test over forks alone excludes, and the interval takes long.
    if (!between.mayFindChange(base.times(), candidate.times(), RULE)) {
      return Verdict.NO_CLEAR_CHANGE;
    }
    Finding finding = between.judge("v", Catalogue.LATENCY, base.times(), candidate.times(), RULE);
    return finding.verdict();
  }

  private static Run run(double drift, double rulerError, double own, SplittableRandom random) {
    double day = DAYS * random.nextGaussian();
    double[] kinds = new double[RULERS.length];
    double mix = 0;
    double weights = 0;
    for (int kind = 0; kind < kinds.length; kind++) {
      kinds[kind] = KINDS * random.nextGaussian();
      double weight = random.nextDouble();
      mix += weight * kinds[kind];
      weights += weight;
    }
    double level = day + mix / weights + drift * random.nextGaussian() + Math.log(own);
    List<ForkPace> paces = new ArrayList<>();
    List<List<Double>> times = new ArrayList<>();
    for (int fork = 0; fork < VARIANTS * FORKS; fork++) {
      double[] ruler = new double[kinds.length];
      for (int kind = 0; kind < kinds.length; kind++) {
        ruler[kind] =
            100 * Math.exp(day + kinds[kind] + rulerError * RULERS[kind] * random.nextGaussian());
      }
      ForkPace.Sample sample = new ForkPace.Sample(ruler[0], ruler[1], ruler[2]);
      paces.add(new ForkPace(Instant.EPOCH.plusSeconds(fork), sample, sample, null));
    }
    for (int fork = 0; fork < FORKS; fork++) {
      double ofFork = level + FORK * random.nextGaussian();
      List<Double> calls = new ArrayList<>();
      for (int call = 0; call < CALLS; call++) {
        calls.add(10 * Math.exp(ofFork + CALL * random.nextGaussian()));
      }
      times.add(calls);
    }
    return new Run(new Pace(paces), times);
  }

  private static List<List<Double>> times(List<List<Double>> forks, double factor) {
    return forks.stream().map(calls -> calls.stream().map(time -> time * factor).toList()).toList();
  }
}
