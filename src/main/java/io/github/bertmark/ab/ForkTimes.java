package io.github.bertmark.ab;

import java.util.ArrayList;
import java.util.List;

/**
 * The times of both sides' forks so far, in milliseconds, each side in the order in which they ran.
 *
 * @param base by fork, then call
 * @param candidate by fork, then call
 */
public record ForkTimes(List<List<Double>> base, List<List<Double>> candidate) {
  /** Before the first fork. */
  static final ForkTimes NONE = new ForkTimes(List.of(), List.of());

  public ForkTimes {
    base = base.stream().map(List::copyOf).toList();
    candidate = candidate.stream().map(List::copyOf).toList();
  }

  /** The forks of one side. */
  public List<List<Double>> of(Side side) {
    return side == Side.BASE ? base : candidate;
  }

  ForkTimes with(Interleaving.Pair pair) {
    return with(Side.BASE, pair.base()).with(Side.CANDIDATE, pair.candidate());
  }

  ForkTimes with(Side side, List<Double> fork) {
    List<List<Double>> longer = new ArrayList<>(of(side));
    longer.add(fork);
    return side == Side.BASE ? new ForkTimes(longer, candidate) : new ForkTimes(base, longer);
  }
}
