package io.github.bertmark.ab;

import io.github.bertmark.run.Protocol;
import io.github.bertmark.statistics.Summary;
import io.github.bertmark.statistics.change.Change;
import io.github.bertmark.statistics.change.ChangeRule;
import io.github.bertmark.statistics.change.MachineNoise;
import io.github.bertmark.statistics.change.NoiseProfile;
import io.github.bertmark.statistics.change.Power;
import io.github.bertmark.statistics.change.ResampledPower;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What forks of one and the same thing say of a rule: neighbouring ones are dealt to two sides, and
 * whatever is found between the sides is noise.
 *
 * @param rule that is studied, not yet raised to any floor
 * @param forksPerSide of each comparison
 * @param deals how many comparisons are made of forks by turns
 */
public record NoiseStudy(ChangeRule rule, int forksPerSide, int deals, long seed) {
  /** Changes that a plan is made for. */
  private static final List<Double> PLANNED = List.of(0.02, 0.05, 0.1);

  public NoiseStudy {
    if (forksPerSide < 2 || deals < 1) {
      throw new IllegalArgumentException("at least 2 forks a side and 1 deal are needed");
    }
  }

  /**
   * Studies them.
   *
   * @param forks the times of each fork's calls in milliseconds, in the order in which they ran; at
   *     least two sides full
   */
  public VariantNoise of(
      String variant, String modelSha256, Protocol protocol, List<List<Double>> forks) {
    if (forks.size() < 2 * forksPerSide) {
      throw new IllegalArgumentException(
          forks.size() + " forks are not enough for two sides of " + forksPerSide);
    }
    NoiseProfile profile = NoiseProfile.of(runs(forks), rule.statistic());
    MachineNoise noise = profile.noise();
    double floor = noise.floor(rule.replication(), forksPerSide);
    ChangeRule raised = rule.withNoiseFloor(floor);
    Power power = new Power(noise, rule);
    double visible = power.smallestVisible(forksPerSide);
    return new VariantNoise(
        variant,
        modelSha256,
        protocol,
        forks.stream().map(calls -> Summary.of(calls).median()).toList(),
        noise.forkDeviation(),
        noise.driftDeviation(),
        floor,
        comparisons(byTurns(forks), raised),
        comparisons(oneAfterTheOther(forks), raised),
        // Slower and faster are equally likely where nothing changed.
        2 * new ResampledPower(profile, rule, seed).ofFinding(0, forksPerSide),
        Double.isFinite(visible) ? visible : null,
        plan(power));
  }

  static List<VariantNoise.Plan> plan(Power power) {
    return PLANNED.stream()
        .map(change -> new VariantNoise.Plan(change, orNull(power.forksNeeded(change))))
        .toList();
  }

  /** Runs that share no fork, each with the next. */
  private List<NoiseProfile.Sides> runs(List<List<Double>> forks) {
    List<NoiseProfile.Sides> runs = new ArrayList<>();
    for (int first = 0; first + 2 * forksPerSide <= forks.size(); first += 2 * forksPerSide) {
      runs.add(consecutive(forks, first));
    }
    return runs;
  }

  private List<NoiseProfile.Sides> oneAfterTheOther(List<List<Double>> forks) {
    return IntStream.rangeClosed(0, forks.size() - 2 * forksPerSide)
        .mapToObj(first -> consecutive(forks, first))
        .toList();
  }

  private NoiseProfile.Sides consecutive(List<List<Double>> forks, int first) {
    int second = first + forksPerSide;
    return new NoiseProfile.Sides(
        forks.subList(first, second), forks.subList(second, second + forksPerSide));
  }

  /** Neighbouring forks, dealt in the orders that an interleaved comparison may have. */
  private List<NoiseProfile.Sides> byTurns(List<List<Double>> forks) {
    RandomGenerator random = new SplittableRandom(seed);
    List<NoiseProfile.Sides> dealt = new ArrayList<>();
    for (int deal = 0; deal < deals; deal++) {
      int first = random.nextInt(forks.size() - 2 * forksPerSide + 1);
      List<Side> order = ForkOrder.of(random.nextLong(), forksPerSide);
      ForkTimes times = ForkTimes.NONE;
      for (int i = 0; i < order.size(); i++) {
        times = times.with(order.get(i), forks.get(first + i));
      }
      dealt.add(new NoiseProfile.Sides(times.base(), times.candidate()));
    }
    return dealt;
  }

  private static VariantNoise.Comparisons comparisons(
      List<NoiseProfile.Sides> sides, ChangeRule rule) {
    List<Change> changes =
        sides.stream().map(both -> rule.compare(both.base(), both.candidate())).toList();
    return new VariantNoise.Comparisons(
        changes.size(),
        (int) changes.stream().filter(NoiseStudy::isAlarm).count(),
        changes.stream()
            .mapToDouble(change -> Math.max(change.ratio(), 1 / change.ratio()) - 1)
            .max()
            .orElseThrow());
  }

  private static boolean isAlarm(Change change) {
    return change.verdict() == Change.Verdict.SLOWER || change.verdict() == Change.Verdict.FASTER;
  }

  private static @Nullable Integer orNull(OptionalInt number) {
    return number.isPresent() ? Integer.valueOf(number.getAsInt()) : null;
  }
}
