package io.github.bertmark.statistics.change;

import java.util.SplittableRandom;

/**
 * Times of calls as a noisy machine gives them: a level per fork, sometimes a slower mode per fork,
 * autocorrelated calls within a fork, and bursts of slow calls.
 *
 * @param forkDeviation standard deviation of the logarithm of the forks' levels
 * @param slowForks share of forks that run in the slow mode
 * @param slowFactor how many times longer a call takes in it
 * @param callDeviation standard deviation of the logarithm of calls within a fork
 * @param autocorrelation of one call with the next
 * @param bursts chance that a burst begins at a call
 * @param burstCalls mean length of a burst
 * @param burstExcess how much longer than 1.5 times a call takes in a burst, on average
 */
record NoiseModel(
    String name,
    double forkDeviation,
    double slowForks,
    double slowFactor,
    double callDeviation,
    double autocorrelation,
    double bursts,
    double burstCalls,
    double burstExcess) {
  private static final int CALLS = 100;

  /** DistilBERT in the run published with 578bc62, whose levels {@link NoiseModelTest} has. */
  static final NoiseModel DISTILBERT =
      new NoiseModel("as measured, DistilBERT", 0.0212, 0, 1, 0.038, 0.1, 0.024, 1.1, 0.24);

  /** BERT in the same run: rarer but longer and larger bursts. */
  static final NoiseModel BERT =
      new NoiseModel("as measured, BERT", 0.0191, 0, 1, 0.039, 0.2, 0.022, 2.9, 0.58);

  NoiseModel withForkDeviation(String newName, double deviation) {
    return new NoiseModel(
        newName,
        deviation,
        slowForks,
        slowFactor,
        callDeviation,
        autocorrelation,
        bursts,
        burstCalls,
        burstExcess);
  }

  NoiseModel bimodal(String newName, double share, double factor) {
    return new NoiseModel(
        newName,
        forkDeviation,
        share,
        factor,
        callDeviation,
        autocorrelation,
        bursts,
        burstCalls,
        burstExcess);
  }

  /** One side of a comparison. */
  double[][] side(int forks, double level, SplittableRandom random) {
    double[][] side = new double[forks][];
    for (int i = 0; i < forks; i++) {
      side[i] = fork(level, random);
    }
    return side;
  }

  private double[] fork(double level, SplittableRandom random) {
    double forkLevel = level * Math.exp(forkDeviation * random.nextGaussian());
    if (random.nextDouble() < slowForks) {
      forkLevel *= slowFactor;
    }
    double innovation = Math.sqrt(1 - autocorrelation * autocorrelation);
    double state = random.nextGaussian();
    int burst = 0;
    double[] calls = new double[CALLS];
    for (int i = 0; i < CALLS; i++) {
      state = autocorrelation * state + innovation * random.nextGaussian();
      calls[i] = forkLevel * Math.exp(callDeviation * state);
      if (burst == 0 && random.nextDouble() < bursts) {
        burst = 1 + (int) (Math.log(1 - random.nextDouble()) / Math.log(1 - 1 / burstCalls));
      }
      if (burst > 0) {
        calls[i] *= 1.5 - burstExcess * Math.log(1 - random.nextDouble());
        burst--;
      }
    }
    return calls;
  }
}
