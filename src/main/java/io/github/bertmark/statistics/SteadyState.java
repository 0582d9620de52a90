package io.github.bertmark.statistics;

import java.util.List;

/**
 * Whether the calls of each fork, after warm-up, still got faster or slower.
 *
 * @param forks in the order of the run
 */
public record SteadyState(List<ForkTrend> forks) {
  public SteadyState {
    forks = List.copyOf(forks);
  }

  /**
   * Checks every fork.
   *
   * @param forks the calls of each fork in the order in which they were made
   */
  public static SteadyState of(List<? extends List<Double>> forks) {
    return new SteadyState(forks.stream().map(ForkTrend::of).toList());
  }

  /** How many forks have a trend or a shift. */
  public long unsteady() {
    return forks.stream().filter(fork -> !fork.steady()).count();
  }

  /** Whether no fork has a trend or a shift, and every fork was long enough to tell. */
  public boolean steady() {
    return forks.stream().allMatch(fork -> fork.steady() && fork.longEnough());
  }
}
