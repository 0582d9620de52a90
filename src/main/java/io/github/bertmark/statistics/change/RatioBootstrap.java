package io.github.bertmark.statistics.change;

import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.Interval;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The interval of the ratio candidate over base by a two-level bootstrap: forks are drawn with
 * replacement, then calls within each drawn fork (Kalibera and Jones, "Rigorous Benchmarking in
 * Reasonable Time", ISMM 2013).
 *
 * <p>With 3 to 10 forks a side the plain percentile interval is far too narrow. So the bootstrap
 * gives the shape of the interval, and the variance between forks its scale: the distance from the
 * point to a percentile, in standard deviations of the bootstrap over the normal quantile, is
 * multiplied by Welch's t quantile and the standard error over forks. The wider of that and Welch's
 * own interval is taken, on either side.
 *
 * <p>The result depends on the values and the seed alone: forks and calls are sorted first, and of
 * the two sides the one with the smaller values has the first stream of random numbers, so that
 * swapping the sides mirrors the interval exactly, and another unit changes nothing.
 */
public final class RatioBootstrap {
  /** Enough that the percentiles of a 98 % interval vary by 2 % of its width between seeds. */
  public static final int RESAMPLES = 5_000;

  /** Resampled statistics kept of each fork; the second level draws from them. */
  private static final int RESAMPLES_OF_A_FORK = 200;

  private static final long SEED = 0x62_65_72_74_6d_61_72_6bL;

  private final ForkStatistic statistic;
  private final double confidence;
  private final int resamples;
  private final long seed;

  /** A bootstrap with the default seed, and more resamples if so high a confidence needs them. */
  public RatioBootstrap(ForkStatistic statistic, double confidence) {
    this(
        statistic,
        confidence,
        Math.max(RESAMPLES, (int) Math.min(1_000_000, 20 / (1 - confidence))),
        SEED);
  }

  /**
   * @param confidence between 0 and 1
   * @param resamples enough that both tails hold some
   */
  public RatioBootstrap(ForkStatistic statistic, double confidence, int resamples, long seed) {
    if (!(confidence > 0 && confidence < 1) || resamples * (1 - confidence) / 2 < 1) {
      throw new IllegalArgumentException(
          resamples + " resamples give no interval of confidence " + confidence);
    }
    this.statistic = statistic;
    this.confidence = confidence;
    this.resamples = resamples;
    this.seed = seed;
  }

  /**
   * Estimates the ratio.
   *
   * @param base the calls of each fork, times in any unit
   * @param candidate the same, in the same unit
   * @return empty if a side has fewer than two forks, which say nothing of how forks differ
   * @throws IllegalArgumentException if a side has no fork, a fork no calls, or a time is not
   *     positive and finite
   */
  public Optional<RatioEstimate> estimate(
      List<? extends Collection<Double>> base, List<? extends Collection<Double>> candidate) {
    return estimateCanonical(ForkSamples.canonical(base), ForkSamples.canonical(candidate));
  }

  Optional<RatioEstimate> estimateCanonical(double[][] base, double[][] candidate) {
    if (base.length < 2 || candidate.length < 2) {
      return Optional.empty();
    }
    // Everything is worked out for one order of the sides, then mirrored if need be.
    int order = ForkSamples.compare(base, candidate);
    return Optional.of(
        order <= 0 ? ordered(base, candidate, order) : ordered(candidate, base, order).mirrored());
  }

  private RatioEstimate ordered(double[][] first, double[][] second, int order) {
    SideEstimate base = SideEstimate.of(statistic.of(first));
    SideEstimate candidate = SideEstimate.of(statistic.of(second));
    double logRatio = order == 0 ? 0 : Math.log(candidate.mean() / base.mean());
    double error = Math.hypot(base.relativeError(), candidate.relativeError());
    double degreesOfFreedom = SideEstimate.welchDegreesOfFreedom(base, candidate);
    return new RatioEstimate(
        base.mean(),
        candidate.mean(),
        logRatio,
        order == 0 || error == 0
            ? symmetric(logRatio, error, degreesOfFreedom)
            : interval(logRatio, error, degreesOfFreedom, logRatios(first, second)),
        confidence,
        error,
        degreesOfFreedom,
        first.length,
        second.length);
  }

  private Interval symmetric(double logRatio, double error, double degreesOfFreedom) {
    double halfWidth = ConfidenceIntervals.studentQuantile(degreesOfFreedom, confidence) * error;
    return new Interval(logRatio - halfWidth, logRatio + halfWidth);
  }

  private Interval interval(
      double logRatio, double error, double degreesOfFreedom, double[] sortedResamples) {
    Interval welch = symmetric(logRatio, error, degreesOfFreedom);
    int tail = (int) Math.floor(resamples * (1 - confidence) / 2);
    double spread = standardDeviation(sortedResamples) * normalQuantile();
    if (spread == 0) {
      return welch;
    }
    double scale =
        ConfidenceIntervals.studentQuantile(degreesOfFreedom, confidence) * error / spread;
    double below = (logRatio - sortedResamples[tail]) * scale;
    double above = (sortedResamples[resamples - 1 - tail] - logRatio) * scale;
    return new Interval(
        Math.min(welch.lower(), logRatio - below), Math.max(welch.upper(), logRatio + above));
  }

  private double[] logRatios(double[][] base, double[][] candidate) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] bases = means(base, random.split());
    double[] candidates = means(candidate, random.split());
    double[] ratios = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      ratios[i] = Math.log(candidates[i] / bases[i]);
    }
    Arrays.sort(ratios);
    return ratios;
  }

  /** The mean over the forks of each two-level resample. */
  private double[] means(double[][] forks, SplittableRandom random) {
    double[][] resampled = CallResampler.of(statistic, forks, RESAMPLES_OF_A_FORK, random);
    double[] means = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      double sum = 0;
      for (int j = 0; j < forks.length; j++) {
        // One random number draws both levels: its halves are independent.
        long bits = random.nextLong();
        int fork = (int) ((bits >>> 32) * forks.length >>> 32);
        int calls = (int) ((bits & 0xffff_ffffL) * RESAMPLES_OF_A_FORK >>> 32);
        sum += resampled[fork][calls];
      }
      means[i] = sum / forks.length;
    }
    return means;
  }

  private double normalQuantile() {
    return new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2);
  }

  private static double standardDeviation(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
