package io.github.bertmark.ab;

import io.github.bertmark.Progress;
import io.github.bertmark.statistics.change.SequentialRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * The forks of both sides until the verdict is settled or hopeless: one at a time and by turns, or
 * in pairs whose calls take turns.
 *
 * @param times of all forks that ran
 * @param order of the forks; empty if they ran in pairs
 * @param looks at least one; the last says why no more forks ran
 */
public record Interleaving(ForkTimes times, List<Side> order, List<Look> looks) {
  /** What runs one fork of a side to its end. */
  @FunctionalInterface
  public interface ForkRunner {
    /**
     * Runs a fork.
     *
     * @param number of the fork among those of its side, from 1
     * @return the time of each timed call in milliseconds
     */
    List<Double> run(Side side, int number) throws IOException, InterruptedException;
  }

  /**
   * The times of a fork of each side whose calls took turns, in milliseconds.
   *
   * @param base each timed call of the base's
   * @param candidate the same of the candidate's
   */
  public record Pair(List<Double> base, List<Double> candidate) {}

  /** What runs a fork of each side at the same time, to their ends. */
  @FunctionalInterface
  public interface PairRunner {
    /**
     * Runs them.
     *
     * @param number of the pair, from 1
     * @param seed of the order of their calls
     */
    Pair runPair(int number, long seed) throws IOException, InterruptedException;
  }

  public Interleaving {
    order = List.copyOf(order);
    looks = List.copyOf(looks);
  }

  /**
   * Runs them.
   *
   * @param rule when to look, and whether to stop
   * @param seed of the order
   */
  public static Interleaving run(
      ForkRunner forks, SequentialRule rule, long seed, Progress progress)
      throws IOException, InterruptedException {
    List<Side> order = ForkOrder.of(seed, rule.mostForks());
    List<Look> looks = new ArrayList<>();
    ForkTimes times = ForkTimes.NONE;
    String title = "At most " + order.size() + " forks of both sides";
    try (Progress.Task task = progress.start(title, order.size())) {
      for (int i = 0; i < order.size(); i++) {
        Side side = order.get(i);
        times = times.with(side, forks.run(side, times.of(side).size() + 1));
        task.advance(1);
        if (isOver(rule, times, looks)) {
          // The rest is not needed.
          task.advance(order.size() - i - 1);
          return new Interleaving(times, order.subList(0, i + 1), looks);
        }
      }
    }
    throw new IllegalStateException("the last look said to continue");
  }

  /**
   * Runs forks of both sides in pairs whose calls take turns.
   *
   * @param rule of pairs: when to look, and whether to stop
   * @param seed of the order of calls
   */
  public static Interleaving runPairs(
      PairRunner pairs, SequentialRule rule, long seed, Progress progress)
      throws IOException, InterruptedException {
    List<Look> looks = new ArrayList<>();
    int most = rule.mostForks();
    ForkTimes times =
        pairs(
            pairs,
            most,
            seed,
            progress,
            "At most " + most + " pairs of forks",
            soFar -> isOver(rule, soFar, looks));
    Interleaving done = new Interleaving(times, List.of(), looks);
    if (done.last().decision() == SequentialRule.Decision.CONTINUE) {
      throw new IllegalStateException("the last look said to continue");
    }
    return done;
  }

  /** Runs so many pairs of forks whose calls take turns. */
  public static ForkTimes pairs(
      PairRunner pairs, int count, long seed, Progress progress, String title)
      throws IOException, InterruptedException {
    return pairs(pairs, count, seed, progress, title, soFar -> false);
  }

  private static ForkTimes pairs(
      PairRunner pairs,
      int most,
      long seed,
      Progress progress,
      String title,
      Predicate<ForkTimes> isOver)
      throws IOException, InterruptedException {
    SplittableRandom seeds = new SplittableRandom(seed);
    ForkTimes times = ForkTimes.NONE;
    try (Progress.Task task = progress.start(title, most)) {
      for (int number = 1; number <= most; number++) {
        times = times.with(pairs.runPair(number, seeds.nextLong()));
        task.advance(1);
        if (isOver.test(times)) {
          // The rest is not needed.
          task.advance(most - number);
          break;
        }
      }
    }
    return times;
  }

  /** Looks, if it is time to. */
  private static boolean isOver(SequentialRule rule, ForkTimes times, List<Look> looks) {
    Optional<SequentialRule.Look> due = due(rule, times);
    if (due.isEmpty()) {
      return false;
    }
    SequentialRule.Step step = rule.take(due.get(), times.base(), times.candidate());
    looks.add(Look.of(due.get(), step));
    return step.decision() != SequentialRule.Decision.CONTINUE;
  }

  private static Optional<SequentialRule.Look> due(SequentialRule rule, ForkTimes times) {
    int forks = times.base().size();
    return rule.looks().stream()
        .filter(look -> look.forks() == forks && times.candidate().size() == forks)
        .findFirst();
  }

  /** The last look. */
  public Look last() {
    return looks.get(looks.size() - 1);
  }
}
