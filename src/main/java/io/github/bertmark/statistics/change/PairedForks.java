package io.github.bertmark.statistics.change;

import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.change.ChangeRule.Replication;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.FastMath;

/**
 * Pairs of forks, one of each side, whose calls took turns: what the host did fell on both, so the
 * logarithm of each pair's ratio is one number, and pairs are the replications.
 *
 * <p>The interval is Student's around the mean of these logarithms. The test is the exact sign-flip
 * test: if nothing differs, either fork of a pair might as well have been the other side's, so each
 * difference might have had the other sign; the p-value is the share of all ways to set the signs
 * whose sum is at least the one seen (Fisher 1935, "The Design of Experiments", section 21). Beyond
 * {@value #EXACT_UP_TO} pairs, it is that share of {@value #FLIPS} ways drawn with a fixed seed.
 */
final class PairedForks {
  private static final int EXACT_UP_TO = 18;
  private static final int FLIPS = 200_000;
  private static final long SEED = 7;

  private final double[] base;
  private final double[] candidate;

  private PairedForks(double[] base, double[] candidate) {
    this.base = base;
    this.candidate = candidate;
  }

  /**
   * The pairs of two sides.
   *
   * @param base the calls of each fork, in the order of pairs
   * @param candidate the same
   * @throws IllegalArgumentException if they are not as many, or hold no positive finite times
   */
  static PairedForks of(
      ForkStatistic statistic,
      List<? extends Collection<Double>> base,
      List<? extends Collection<Double>> candidate) {
    if (base.size() != candidate.size()) {
      throw new IllegalArgumentException(
          "pairs of %d and %d".formatted(base.size(), candidate.size()));
    }
    return new PairedForks(logs(statistic, base), logs(statistic, candidate));
  }

  private static double[] logs(ForkStatistic statistic, List<? extends Collection<Double>> forks) {
    return forks.stream()
        .mapToDouble(fork -> Math.log(statistic.of(ForkSamples.canonical(List.of(fork)))[0]))
        .toArray();
  }

  int size() {
    return base.length;
  }

  /** The ratio of geometric means over forks, with its interval; of at least two pairs. */
  RatioEstimate estimate(double confidence) {
    double[] differences = differences(0);
    double error = Math.sqrt(StatUtils.variance(differences) / size());
    double log = StatUtils.mean(differences);
    double halfWidth =
        ConfidenceIntervals.studentQuantile(Replication.PAIRS.degreesOfFreedom(size()), confidence)
            * error;
    double baseLog = StatUtils.mean(base);
    return new RatioEstimate(
        Math.exp(baseLog),
        Math.exp(baseLog + log),
        log,
        new Interval(log - halfWidth, log + halfWidth),
        confidence,
        error,
        Replication.PAIRS.degreesOfFreedom(size()),
        size(),
        size());
  }

  /** Of each side, the fork's statistic. */
  double[] values(boolean ofBase) {
    return Arrays.stream(ofBase ? base : candidate).map(FastMath::exp).toArray();
  }

  /** The one-sided p-value of "the candidate takes more than {@code factor} times the base". */
  double pSlower(double factor) {
    return pPositive(differences(Math.log(factor)));
  }

  /** The same of "the base takes more than {@code factor} times the candidate". */
  double pFaster(double factor) {
    return pPositive(Arrays.stream(differences(-Math.log(factor))).map(d -> -d).toArray());
  }

  private double[] differences(double less) {
    double[] differences = new double[size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = candidate[i] - base[i] - less;
    }
    return differences;
  }

  private static double pPositive(double[] differences) {
    return differences.length <= EXACT_UP_TO ? exact(differences) : drawn(differences);
  }

  private static double exact(double[] differences) {
    int ways = 1 << differences.length;
    int asGreat = 0;
    for (int signs = 0; signs < ways; signs++) {
      asGreat += isAsGreat(differences, signs) ? 1 : 0;
    }
    return (double) asGreat / ways;
  }

  /** Whether the sum is no less with these bits' signs turned: what turns is not above zero. */
  private static boolean isAsGreat(double[] differences, long signs) {
    double turned = 0;
    double size = 0;
    for (int i = 0; i < differences.length; i++) {
      turned += (signs >> i & 1) * differences[i];
      size += Math.abs(differences[i]);
    }
    return turned <= 1e-12 * size;
  }

  private static double drawn(double[] differences) {
    SplittableRandom random = new SplittableRandom(SEED);
    // The way that was seen is one of them.
    int asGreat = 1;
    for (int flip = 1; flip < FLIPS; flip++) {
      double turned = 0;
      for (double difference : differences) {
        turned += random.nextBoolean() ? difference : 0;
      }
      asGreat += turned <= 0 ? 1 : 0;
    }
    return (double) asGreat / FLIPS;
  }
}
