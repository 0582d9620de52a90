package io.github.bertmark.statistics;

import io.github.bertmark.statistics.Change.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Many comparisons under a noise model, judged by this project's rule and by the two rules in common use.
 * Running it prints the tables of docs/statistics.md.
 */
final class Simulation {
  static final int COMPARISONS = 2_000;
  private static final double MILLIS = 10;

  /** How often each rule said "slower". */
  record Rates(double ours, double jmh, double tenPercent) {}

  private Simulation() {}

  static NoiseModel distilbert() {
    return NoiseModel.DISTILBERT;
  }

  static final NoiseModel QUIET = NoiseModel.DISTILBERT.withForkDeviation("quiet", 0.0085);
  static final NoiseModel MIDDLING = NoiseModel.DISTILBERT.withForkDeviation("middling", 0.014);
  static final NoiseModel LOUD = NoiseModel.DISTILBERT.withForkDeviation("loud", 0.05);
  static final NoiseModel BIMODAL =
      NoiseModel.DISTILBERT.bimodal("bimodal, half of the forks 1.35 times", 0.5, 1.35);
  static final NoiseModel SOMETIMES_SLOW =
      NoiseModel.DISTILBERT.bimodal("bimodal, a tenth of the forks 1.35 times", 0.1, 1.35);

  static final List<NoiseModel> MODELS =
      List.of(
          QUIET,
          MIDDLING,
          NoiseModel.DISTILBERT,
          NoiseModel.BERT,
          LOUD,
          SOMETIMES_SLOW,
          BIMODAL);

  /** A/A comparisons that the machine's noise is known from, as {@code bertmark noise} makes them. */
  static NoiseProfile profile(NoiseModel model, int comparisons, int forks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return NoiseProfile.of(
        IntStream.range(0, comparisons)
            .mapToObj(
                ignored ->
                    new NoiseProfile.Sides(
                        lists(model.side(forks, MILLIS, random)),
                        lists(model.side(forks, MILLIS, random))))
            .toList(),
        ForkStatistic.MEDIAN);
  }

  static List<List<Double>> lists(double[][] side) {
    return java.util.Arrays.stream(side)
        .map(calls -> java.util.Arrays.stream(calls).boxed().toList())
        .toList();
  }

  /** Compares many times a base with a candidate that takes 1 + change times as long. */
  static Rates rates(NoiseModel model, double change, int forks, ChangeRule rule, long seed) {
    int[] alarms =
        IntStream.range(0, COMPARISONS)
            .parallel()
            .mapToObj(
                i -> {
                  SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
                  double[][] base = model.side(forks, MILLIS, random);
                  double[][] candidate = model.side(forks, MILLIS * (1 + change), random);
                  return new int[] {
                    slower(base, candidate, rule) ? 1 : 0,
                    jmh(base, candidate) ? 1 : 0,
                    mean(candidate) > 1.1 * mean(base) ? 1 : 0
                  };
                })
            .reduce(
                new int[3], (a, b) -> new int[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]});
    return new Rates(
        (double) alarms[0] / COMPARISONS,
        (double) alarms[1] / COMPARISONS,
        (double) alarms[2] / COMPARISONS);
  }

  private static boolean slower(double[][] base, double[][] candidate, ChangeRule rule) {
    double[][] left = ForkSamples.canonical(base);
    double[][] right = ForkSamples.canonical(candidate);
    // The rule's interval holds Welch's, so where that does not alarm the bootstrap need not run.
    return ResampledPower.slower(rule.statistic().of(left), rule.statistic().of(right), rule)
        && rule.compareCanonical(left, right).verdict() == Verdict.SLOWER;
  }

  /** JMH's score error: Student's t at 99.9 % over all iterations of all forks. */
  private static boolean jmh(double[][] base, double[][] candidate) {
    return mean(candidate) - scoreError(candidate) > mean(base) + scoreError(base);
  }

  private static double scoreError(double[][] side) {
    double mean = mean(side);
    double squares = 0;
    int n = 0;
    for (double[] fork : side) {
      for (double call : fork) {
        squares += (call - mean) * (call - mean);
        n++;
      }
    }
    return new TDistribution(n - 1).inverseCumulativeProbability(0.9995)
        * Math.sqrt(squares / (n - 1) / n);
  }

  private static double mean(double[][] side) {
    double sum = 0;
    int n = 0;
    for (double[] fork : side) {
      for (double call : fork) {
        sum += call;
        n++;
      }
    }
    return sum / n;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  public static void main(String[] args) {
    System.out.println("| noise | fork-to-fork (%) | floor, 10 forks (%) | rule | false alarms (%) | +5 % found (%) | +10 % found (%) |");
    System.out.println("| --- | ---: | ---: | --- | ---: | ---: | ---: |");
    for (NoiseModel model : MODELS) {
      long start = System.nanoTime();
      NoiseProfile profile = profile(model, 100, 10, 7);
      double floor = profile.floor().of(10, 10);
      ChangeRule rule = ChangeRule.DEFAULT.withNoiseFloor(floor);
      Rates none = rates(model, 0, 10, rule, 1);
      Rates bare = rates(model, 0, 10, ChangeRule.DEFAULT, 1);
      Rates zero = rates(model, 0, 10, new ChangeRule(ForkStatistic.MEDIAN, .98, 0, .05), 1);
      Rates zeroMean = rates(model, 0, 10, new ChangeRule(ForkStatistic.MEAN, .98, 0, .05), 1);
      Rates five = rates(model, 0.05, 10, rule, 2);
      Rates ten = rates(model, 0.10, 10, rule, 3);
      Power power = new Power(profile.floor(), ChangeRule.DEFAULT);
      ResampledPower resampled = new ResampledPower(profile, ChangeRule.DEFAULT, 5);
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | ours | %s (no floor %s, no thr %s, mean %s)| %s (pred %s %s)| %s (pred %s %s)| visible %s%n",
          model.name(),
          percent(profile.floor().forkDeviation()),
          percent(floor),
          percent(none.ours()),
          percent(bare.ours()),
          percent(zero.ours()),
          percent(zeroMean.ours()),
          percent(five.ours()),
          percent(power.ofFinding(.05, 10)),
          percent(resampled.ofFinding(.05, 10)),
          percent(ten.ours()),
          percent(power.ofFinding(.10, 10)),
          percent(resampled.ofFinding(.10, 10)),
          percent(power.smallestVisible(10)));
      System.out.printf(
          Locale.ROOT, "JMH %s %s %s; ten %s %s %s; n=5 zero thr %s; n=5 floor +5 %s +10 %s; %.1f s%n",
          percent(none.jmh()), percent(five.jmh()), percent(ten.jmh()),
          percent(none.tenPercent()), percent(five.tenPercent()), percent(ten.tenPercent()),
          percent(rates(model, 0, 5, new ChangeRule(ForkStatistic.MEDIAN, .98, 0, .05), 1).ours()),
          percent(rates(model, 0.05, 5, ChangeRule.DEFAULT.withNoiseFloor(profile.floor().of(5,5)), 2).ours()),
          percent(rates(model, 0.1, 5, ChangeRule.DEFAULT.withNoiseFloor(profile.floor().of(5,5)), 2).ours()),
          (System.nanoTime() - start) / 1e9);
    }
  }
}
