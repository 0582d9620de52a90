package io.github.bertmark.ab;

import io.github.bertmark.Progress;
import io.github.bertmark.statistics.SequentialRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The forks of both sides, one at a time and by turns, until the verdict is settled or hopeless.
 *
 * @param times of all forks that ran
 * @param order of the forks
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
        Optional<SequentialRule.Look> due = due(rule, times);
        if (due.isPresent()) {
          SequentialRule.Step step = rule.take(due.get(), times.base(), times.candidate());
          looks.add(Look.of(due.get(), step));
          if (step.decision() != SequentialRule.Decision.CONTINUE) {
            // The rest is not needed.
            task.advance(order.size() - i - 1);
            return new Interleaving(times, order.subList(0, i + 1), looks);
          }
        }
      }
    }
    throw new IllegalStateException("the last look said to continue");
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
