package io.github.bertmark.statistics.change;

import io.github.bertmark.statistics.change.ChangeRule.Replication;

/**
 * The size of the changes that a machine shows when nothing has changed.
 *
 * <p>The floor is the probable error of the ratio of two equal sides: half of all comparisons of a
 * program with itself differ by less. It falls with the number of forks. Guarding against the other
 * half is the interval's part; the floor keeps small but significant ratios from being findings.
 * What does not fall with the number of forks, the machine's drift from one side to the other, no
 * interval over forks sees; the floor takes {@value #DRIFT_QUANTILE} of its standard deviations,
 * which 99 % of comparisons stay under.
 *
 * @param forkDeviation standard deviation of the logarithm of the forks' statistic; where pairs are
 *     compared, of their ratios
 * @param driftDeviation standard deviation of the logarithm of the ratio of equal sides that forks
 *     do not explain; 0 if none was shown
 */
public record MachineNoise(double forkDeviation, double driftDeviation) {
  static final double DRIFT_QUANTILE = 2.576;

  /** The upper quartile of the normal distribution. */
  private static final double PROBABLE_ERROR = 0.6745;

  public MachineNoise {
    if (!(forkDeviation >= 0 && driftDeviation >= 0)
        || Double.isInfinite(forkDeviation + driftDeviation)) {
      throw new IllegalArgumentException("deviations must be finite and not negative");
    }
  }

  /** The floor of a comparison of so many forks a side, as a fraction: 0.01 is 1 %. */
  public double floor(Replication replication, int forks) {
    return Math.expm1(
        Math.max(
            PROBABLE_ERROR * forkDeviation * Math.sqrt(replication.varianceFactor(forks)),
            DRIFT_QUANTILE * driftDeviation));
  }
}
