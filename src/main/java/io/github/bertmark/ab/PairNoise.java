package io.github.bertmark.ab;

import io.github.bertmark.statistics.change.ChangeRule;
import io.github.bertmark.statistics.change.ChangeRule.Replication;
import io.github.bertmark.statistics.change.MachineNoise;
import io.github.bertmark.statistics.change.Power;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much the ratio of two forks of one and the same thing varies if their calls take turns.
 *
 * @param variant id of the model variant
 * @param logRatios natural logarithm of candidate over base of each pair, in the order in which
 *     they ran
 * @param deviation root mean square of these, whose true value is 0
 * @param floor relative change that the threshold of as many pairs is raised to
 * @param smallestVisibleChange that the policy finds with as many pairs in 95 % of cases; null if
 *     there is none
 * @param plan pairs that would see given changes
 */
public record PairNoise(
    String variant,
    List<Double> logRatios,
    double deviation,
    double floor,
    @Nullable Double smallestVisibleChange,
    List<VariantNoise.Plan> plan) {
  public PairNoise {
    logRatios = List.copyOf(logRatios);
    plan = List.copyOf(plan);
  }

  /**
   * What pairs of one and the same thing say of a rule.
   *
   * @param rule of pairs, not yet raised to any floor
   * @param times of the pairs
   */
  public static PairNoise of(String variant, ChangeRule rule, ForkTimes times) {
    List<Double> logRatios =
        IntStream.range(0, times.base().size())
            .mapToObj(
                pair ->
                    Math.log(
                        rule.compare(pair(times.base(), pair), pair(times.candidate(), pair))
                            .ratio()))
            .toList();
    double deviation =
        Math.sqrt(logRatios.stream().mapToDouble(log -> log * log).average().orElseThrow());
    MachineNoise noise = new MachineNoise(deviation, 0);
    Power power = new Power(noise, rule);
    double visible = power.smallestVisible(logRatios.size());
    return new PairNoise(
        variant,
        logRatios,
        deviation,
        noise.floor(Replication.PAIRS, logRatios.size()),
        Double.isFinite(visible) ? visible : null,
        NoiseStudy.plan(power));
  }

  private static List<List<Double>> pair(List<List<Double>> forks, int number) {
    return List.of(forks.get(number));
  }
}
