package io.github.bertmark.statistics.change;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What a number of forks can see, whatever the distribution of forks: comparisons are drawn from
 * measured forks, and the rule's Welch interval and fork-level test are applied to each. At no
 * change it tells the rate of false alarms.
 *
 * <p>The draws are smoothed a little (kernel of {@value #SMOOTHING} standard deviations, the
 * variance kept), because the few measured values would tie again and again.
 */
public final class ResampledPower {
  private static final int DRAWS = 2_000;
  private static final double SMOOTHING = 0.2;

  private final double[] logDeviations;
  private final double deviation;
  private final MachineNoise noise;
  private final ChangeRule rule;
  private final long seed;

  /**
   * @param profile of the machine
   * @param rule whose threshold the profile's floor raises
   */
  public ResampledPower(NoiseProfile profile, ChangeRule rule, long seed) {
    this(profile.logDeviations(), profile.noise(), rule, seed);
  }

  ResampledPower(List<Double> logDeviations, MachineNoise noise, ChangeRule rule, long seed) {
    this.logDeviations = logDeviations.stream().mapToDouble(Double::doubleValue).toArray();
    this.deviation =
        Math.sqrt(logDeviations.stream().mapToDouble(d -> d * d).average().orElseThrow());
    this.noise = noise;
    this.rule = rule;
    this.seed = seed;
  }

  /**
   * The share of comparisons with the verdict "slower".
   *
   * @param change true change, such as 0.05 for a candidate that takes 5 % longer; 0 for equal
   *     sides
   * @param forks of either side
   */
  public double ofFinding(double change, int forks) {
    SplittableRandom random = new SplittableRandom(seed);
    ChangeRule raised = rule.withNoiseFloor(noise.floor(rule.replication(), forks));
    int found = 0;
    for (int i = 0; i < DRAWS; i++) {
      double drift = Math.exp(noise.driftDeviation() * random.nextGaussian());
      double[] base = draw(1, forks, random);
      double[] candidate = draw((1 + change) * drift, forks, random);
      found += slower(base, candidate, raised) ? 1 : 0;
    }
    return (double) found / DRAWS;
  }

  private double[] draw(double level, int forks, SplittableRandom random) {
    double shrink = 1 / Math.sqrt(1 + SMOOTHING * SMOOTHING);
    double[] values = new double[forks];
    for (int i = 0; i < forks; i++) {
      double centre = logDeviations[random.nextInt(logDeviations.length)];
      double kernel = SMOOTHING * deviation * random.nextGaussian();
      values[i] = level * Math.exp(shrink * (centre + kernel));
    }
    return values;
  }

  static boolean slower(double[] baseValues, double[] candidateValues, ChangeRule rule) {
    SideEstimate base = SideEstimate.of(baseValues);
    SideEstimate candidate = SideEstimate.of(candidateValues);
    double beyond = Math.log(candidate.mean() / base.mean()) - Math.log1p(rule.threshold());
    double error = Math.hypot(base.relativeError(), candidate.relativeError());
    if (beyond <= 0) {
      return false;
    }
    double tail =
        error == 0
            ? 0
            : new TDistribution(SideEstimate.welchDegreesOfFreedom(base, candidate))
                .cumulativeProbability(-beyond / error);
    return tail < rule.tail()
        && ForkTest.pSlower(baseValues, candidateValues, 1 + rule.threshold()) <= rule.tail();
  }
}
