package io.github.bertmark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of different days: what the machine did is not laid at the build's door. */
class AcrossRunsTest extends StoredRuns {
  private long seed;

  /**
   * A run of both reference variants.
   *
   * @param factor of all times
   * @param own a further one of DistilBERT's
   * @param pace of the machine
   */
  private StoredRun timed(double factor, double own, @Nullable Double pace, double jitter)
      throws IOException {
    Variant bert =
        new Variant(
            "bert-baseline",
            "BERT",
            RunFixture.BERT.meanMillis() * factor,
            RunFixture.BERT.correct(),
            RunFixture.BERT.modelBytes());
    Variant distilbert =
        new Variant(
            "distilbert",
            "DistilBERT",
            RunFixture.DISTILBERT.meanMillis() * factor * own,
            RunFixture.DISTILBERT.correct(),
            RunFixture.DISTILBERT.modelBytes());
    return run(
        RunFixture.of(bert, distilbert).withSeed(++seed).withForks(6).withPace(pace, jitter));
  }

  private static Finding latency(Comparison comparison) {
    return comparison.finding("distilbert", Catalogue.LATENCY).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1.35", "1.1", "0.7", "2"})
  void theSameBuildOnASlowerDayIsNoRegression(double factor) throws IOException {
    StoredRun base = timed(1, 1, 1.0, 0.01);
    Comparison comparison = compare(base, timed(factor, 1, factor, 0.01));

    Finding latency = latency(comparison);
    assertThat(latency.verdict()).isEqualTo(Verdict.NO_CLEAR_CHANGE);
    assertThat(latency.change()).isCloseTo(1, within(0.03));
    assertThat(latency.sentence()).contains("corrected by ", "the same work took ");
    assertThat(comparison.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 1.25", "1.35, 1.25", "0.7, 1.25", "1, 0.75", "1.35, 0.75"})
  void aRealChangeIsFoundOnAnyDay(double factor, double own) throws IOException {
    Comparison comparison = compare(timed(1, 1, 1.0, 0.01), timed(factor, own, factor, 0.01));

    assertThat(latency(comparison).verdict())
        .isEqualTo(own > 1 ? Verdict.REGRESSED : Verdict.IMPROVED);
    assertThat(latency(comparison).change()).isCloseTo(own, within(0.05));
    assertThat(verdict(comparison, "bert-baseline", Catalogue.LATENCY))
        .isEqualTo(Verdict.NO_CLEAR_CHANGE);
  }

  /** What a drift beyond what the pace shows may do to a run. */
  @Test
  void aSmallDifferenceBetweenDaysIsNoFinding() throws IOException {
    Comparison comparison = compare(timed(1, 1, 1.0, 0), timed(1.04, 1, 1.0, 0));

    assertThat(latency(comparison).verdict().isChange()).isFalse();
    assertThat(latency(comparison).threshold()).isCloseTo(0.05, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void whereARunDoesNotTellItsPaceTimesAreNotJudged(boolean first) throws IOException {
    StoredRun told = timed(1, 1, 1.0, 0);
    StoredRun untold = timed(1.4, 1, null, 0);
    Comparison comparison = first ? compare(untold, told) : compare(told, untold);

    assertThat(latency(comparison).verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(latency(comparison).sentence())
        .isEqualTo(
            "a run does not tell how fast its machine was meanwhile: compare builds by bertmark"
                + " ab, which measures both by turns");
    assertThat(comparison.findings()).noneMatch(finding -> finding.verdict().isChange());
  }

  @Test
  void aPaceThatJumpedDecidesNothing() throws IOException {
    Comparison comparison = compare(timed(1, 1, 1.0, 0.01), timed(1.5, 1, 1.2, 0.4));

    assertThat(latency(comparison).verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(latency(comparison).sentence()).startsWith("the machine was not as fast in both");
    assertThat(comparison.findings()).noneMatch(finding -> finding.verdict().isChange());
  }

  /** Runs of one build whose days, and what the pace tells of them, are drawn at random. */
  @Test
  void falseAlarmsAreRareWhateverTheDays() throws IOException {
    SplittableRandom random = new SplittableRandom(13);
    int alarms = 0;
    int decided = 0;
    int pairs = 60;
    for (int pair = 0; pair < pairs; pair++) {
      double day = Math.exp(random.nextGaussian() * 0.2);
      double beyondPace = Math.exp(random.nextGaussian() * 0.015);
      Comparison comparison =
          compare(timed(1, 1, 1.0, 0.02), timed(day * beyondPace, 1, day, 0.02));
      Verdict verdict = latency(comparison).verdict();
      alarms += verdict.isChange() ? 1 : 0;
      decided += verdict == Verdict.NO_CLEAR_CHANGE ? 1 : 0;
    }
    assertThat(alarms).isZero();
    assertThat(decided).isGreaterThan(pairs / 2);
  }
}
