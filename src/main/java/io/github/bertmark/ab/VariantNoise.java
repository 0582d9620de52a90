package io.github.bertmark.ab;

import io.github.bertmark.run.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much the latency of one variant varies when nothing changes, and what that lets one see.
 *
 * @param variant id of the model variant
 * @param modelSha256 digest of its model file
 * @param protocol how calls were timed; its forks are all that ran
 * @param forkMediansMillis the median call of each fork, in the order in which they ran
 * @param forkDeviation standard deviation of the logarithm of the forks' statistic; about their
 *     coefficient of variation
 * @param driftDeviation standard deviation of the logarithm of the ratio of equal runs, one after
 *     the other, that differences between forks do not explain; 0 if none was shown
 * @param floor relative change that thresholds are raised to
 * @param byTurns comparisons of forks that ran by turns, as those of the two sides of {@code ab} do
 * @param oneAfterTheOther comparisons of forks that ran one after the other, as those of two runs
 * @param predictedFalseAlarmRate of the policy on forks drawn from these
 * @param smallestVisibleChange that the policy finds in 95 % of cases; null if there is none
 * @param plan forks that would see given changes
 */
public record VariantNoise(
    String variant,
    String modelSha256,
    Protocol protocol,
    List<Double> forkMediansMillis,
    double forkDeviation,
    double driftDeviation,
    double floor,
    Comparisons byTurns,
    Comparisons oneAfterTheOther,
    double predictedFalseAlarmRate,
    @Nullable Double smallestVisibleChange,
    List<Plan> plan) {
  public VariantNoise {
    forkMediansMillis = List.copyOf(forkMediansMillis);
    plan = List.copyOf(plan);
  }

  /**
   * What forks of one and the same thing came to when they were compared.
   *
   * @param count of the comparisons, which share forks
   * @param falseAlarms among them: those in which the policy found a change
   * @param largestChange that was seen, relative
   */
  public record Comparisons(int count, int falseAlarms, double largestChange) {}

  /**
   * How to see a change.
   *
   * @param change relative, such as 0.05
   * @param forks of either side that find it in 95 % of cases; null if no realistic number does
   */
  public record Plan(double change, @Nullable Integer forks) {}
}
