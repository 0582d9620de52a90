package io.github.bertmark.statistics.change;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.FDistribution;

/**
 * What A/A comparisons, the same program on both sides, say about a machine.
 *
 * @param statistic of a fork
 * @param noise of the machine
 * @param observedDeviation root mean square of the logarithm of their ratios
 * @param driftPValue of the F test that ratios vary more than forks explain; drift is counted below
 *     0.05
 * @param logDeviations each fork's logarithm less the mean of its side, scaled to the variance of
 *     forks; {@link ResampledPower} draws from them
 */
public record NoiseProfile(
    ForkStatistic statistic,
    MachineNoise noise,
    double observedDeviation,
    double driftPValue,
    List<Double> logDeviations) {
  private static final double DRIFT_SIGNIFICANCE = 0.05;

  public NoiseProfile {
    logDeviations = List.copyOf(logDeviations);
  }

  /**
   * The two sides of one comparison.
   *
   * @param base the calls of each fork
   * @param candidate the same
   */
  public record Sides(List<List<Double>> base, List<List<Double>> candidate) {
    public Sides {
      base = base.stream().map(List::copyOf).toList();
      candidate = candidate.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Draws the profile up.
   *
   * @param comparisons at least one, with at least two forks on each side
   */
  public static NoiseProfile of(List<Sides> comparisons, ForkStatistic statistic) {
    if (comparisons.isEmpty()) {
      throw new IllegalArgumentException("there is no comparison");
    }
    List<Double> deviations = new ArrayList<>();
    List<double[]> ratios = new ArrayList<>();
    double squares = 0;
    int degreesOfFreedom = 0;
    for (Sides sides : comparisons) {
      double[] base = logs(sides.base(), statistic);
      double[] candidate = logs(sides.candidate(), statistic);
      squares += addDeviations(base, deviations) + addDeviations(candidate, deviations);
      degreesOfFreedom += base.length + candidate.length - 2;
      ratios.add(
          new double[] {
            ForkStatistic.MEAN.ofSorted(candidate) - ForkStatistic.MEAN.ofSorted(base),
            1.0 / base.length + 1.0 / candidate.length
          });
    }
    double variance = squares / degreesOfFreedom;
    double observed = ratios.stream().mapToDouble(r -> r[0] * r[0]).average().orElseThrow();
    double excess =
        observed - ratios.stream().mapToDouble(r -> r[1] * variance).average().orElseThrow();
    double p = driftPValue(ratios, variance, degreesOfFreedom);
    double drift = p < DRIFT_SIGNIFICANCE && excess > 0 ? Math.sqrt(excess) : 0;
    deviations.sort(null);
    return new NoiseProfile(
        statistic,
        new MachineNoise(Math.sqrt(variance), drift),
        Math.sqrt(observed),
        p,
        deviations);
  }

  private static double driftPValue(List<double[]> ratios, double variance, int degreesOfFreedom) {
    if (variance == 0) {
      return ratios.stream().allMatch(r -> r[0] == 0) ? 1 : 0;
    }
    double f =
        ratios.stream().mapToDouble(r -> r[0] * r[0] / (r[1] * variance)).average().orElseThrow();
    return 1 - new FDistribution(ratios.size(), degreesOfFreedom).cumulativeProbability(f);
  }

  private static double[] logs(List<List<Double>> forks, ForkStatistic statistic) {
    if (forks.size() < 2) {
      throw new IllegalArgumentException("a side needs two forks at least");
    }
    double[] values = statistic.of(ForkSamples.canonical(forks));
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.log(values[i]);
    }
    return values;
  }

  private static double addDeviations(double[] side, List<Double> deviations) {
    double mean = ForkStatistic.MEAN.ofSorted(side);
    double scale = Math.sqrt(side.length / (side.length - 1.0));
    double squares = 0;
    for (double value : side) {
      squares += (value - mean) * (value - mean);
      deviations.add((value - mean) * scale);
    }
    return squares;
  }
}
