package io.github.bertmark.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Forks of a machine whose noise is known; they remember in which order they were run. */
final class SimulatedForks implements Interleaving.ForkRunner, Interleaving.PairRunner {
  private static final double BASE_MILLIS = 10;
  private static final int CALLS = 30;

  private final double forkDeviation;
  private final double slowdown;
  private final RandomGenerator random;
  final List<Side> order = new ArrayList<>();
  final List<Integer> numbers = new ArrayList<>();

  /**
   * @param forkDeviation relative standard deviation between forks
   * @param slowdown of the candidate, relative
   */
  SimulatedForks(double forkDeviation, double slowdown, long seed) {
    this.forkDeviation = forkDeviation;
    this.slowdown = slowdown;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public List<Double> run(Side side, int number) {
    order.add(side);
    numbers.add(number);
    return calls(side, BASE_MILLIS * Math.exp(forkDeviation * random.nextGaussian()));
  }

  /** Both forks of a pair are as slow. */
  @Override
  public Interleaving.Pair runPair(int number, long seed) {
    numbers.add(number);
    double millis = BASE_MILLIS * Math.exp(forkDeviation * random.nextGaussian());
    return new Interleaving.Pair(calls(Side.BASE, millis), calls(Side.CANDIDATE, millis));
  }

  private List<Double> calls(Side side, double ofBase) {
    double millis = ofBase;
    if (side == Side.CANDIDATE) {
      millis *= 1 + slowdown;
    }
    List<Double> calls = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      calls.add(millis * Math.exp(0.02 * random.nextGaussian()));
    }
    return calls;
  }
}
