package io.github.bertmark.statistics.change;

import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.QuantileInterval;
import io.github.bertmark.statistics.change.Change.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Comparisons under noise models, judged by this project's rule and by the rules in common use.
 * Running it prints the tables of docs/statistics.md; {@link SimulationTest} holds the page to
 * them.
 */
final class Simulation {
  static final int EQUAL_SIDES = 2_000;
  static final int UNEQUAL_SIDES = 1_000;
  static final int FORKS = 10;
  private static final int FEW_FORKS = 5;
  private static final double MILLIS = 10;

  static final NoiseModel FAR_APART =
      NoiseModel.DISTILBERT.withForkDeviation("2.5 times that between forks", 0.053);

  static final NoiseModel RARELY_SLOW =
      NoiseModel.DISTILBERT.bimodal("bimodal, a tenth of the forks 1.35 times", 0.1, 1.35);

  static final NoiseModel BIMODAL =
      NoiseModel.DISTILBERT.bimodal("bimodal, half of the forks 1.35 times", 0.5, 1.35);

  static final List<NoiseModel> MODELS =
      List.of(
          NoiseModel.DISTILBERT.withForkDeviation("half of that between forks", 0.0106),
          NoiseModel.DISTILBERT,
          NoiseModel.BERT,
          NoiseModel.DISTILBERT.withForkDeviation("1.5 times that between forks", 0.0318),
          FAR_APART,
          RARELY_SLOW,
          BIMODAL);

  private Simulation() {}

  /** Shares of comparisons that each rule calls a slowdown. */
  record Rates(double ours, double withoutThreshold, double jmh, double tenPercent) {}

  /**
   * One noise model.
   *
   * @param profile of its noise, from A/A comparisons
   * @param equal with nothing changed
   * @param slower with a candidate 5 % slower
   * @param predicted power at 5 %
   */
  record Row(NoiseModel model, NoiseProfile profile, Rates equal, Rates slower, double predicted) {
    static Row of(NoiseModel model) {
      NoiseProfile profile = noiseOf(model);
      ChangeRule rule = raised(profile, FORKS);
      return new Row(
          model,
          profile,
          rates(model, 0, EQUAL_SIDES, rule, 1),
          rates(model, 0.05, UNEQUAL_SIDES, rule, 2),
          predictedPower(profile, 0.05, FORKS));
    }

    Power power() {
      return new Power(profile.noise(), ChangeRule.DEFAULT);
    }

    String markdown() {
      return String.format(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %s |",
          model.name(),
          100 * profile.noise().forkDeviation(),
          100 * equal.ours(),
          100 * equal.withoutThreshold(),
          100 * equal.jmh(),
          100 * equal.tenPercent(),
          100 * slower.ours(),
          100 * predicted,
          100 * slower.jmh(),
          100 * slower.tenPercent(),
          100 * power().smallestVisible(FORKS),
          power().forksNeeded(0.05).orElse(0));
    }
  }

  /** One number of forks and true change, under the noise as measured for DistilBERT. */
  record Plan(int forks, double change, double predicted, double simulated) {
    static Plan of(int forks, double change, NoiseProfile profile) {
      ChangeRule rule = raised(profile, forks);
      SplittableRandom seeds = new SplittableRandom(forks);
      return new Plan(
          forks,
          change,
          predictedPower(profile, change, forks),
          share(
              UNEQUAL_SIDES,
              seeds.nextLong(),
              random ->
                  slower(
                      NoiseModel.DISTILBERT.side(forks, MILLIS, random),
                      NoiseModel.DISTILBERT.side(forks, MILLIS * (1 + change), random),
                      rule)));
    }

    String markdown() {
      return String.format(
          Locale.ROOT,
          "| %d | %.0f | %.1f | %.1f |",
          forks,
          100 * change,
          100 * predicted,
          100 * simulated);
    }
  }

  /** The shares of 98 % intervals of the ratio of medians that hold the true ratio. */
  record Coverage(NoiseModel model, int forks, double ours, double percentile) {
    static Coverage of(NoiseModel model, int forks) {
      RatioBootstrap bootstrap = new RatioBootstrap(ForkStatistic.MEDIAN, 0.98, 1_000, 1);
      int[] held = new int[2];
      SplittableRandom random = new SplittableRandom(forks);
      for (int i = 0; i < UNEQUAL_SIDES; i++) {
        double[][] base = ForkSamples.canonical(model.side(forks, MILLIS, random));
        double[][] candidate = ForkSamples.canonical(model.side(forks, MILLIS, random));
        Interval interval =
            bootstrap.estimateCanonical(base, candidate).orElseThrow().logInterval();
        held[0] += interval.contains(0) ? 1 : 0;
        held[1] += percentileHolds(base, candidate, random) ? 1 : 0;
      }
      return new Coverage(
          model, forks, (double) held[0] / UNEQUAL_SIDES, (double) held[1] / UNEQUAL_SIDES);
    }

    /** The textbook's percentile bootstrap over forks. */
    private static boolean percentileHolds(
        double[][] base, double[][] candidate, SplittableRandom random) {
      double[] left = ForkStatistic.MEDIAN.of(base);
      double[] right = ForkStatistic.MEDIAN.of(candidate);
      double[] ratios = new double[500];
      for (int i = 0; i < ratios.length; i++) {
        double ofBase = 0;
        double ofCandidate = 0;
        for (int j = 0; j < left.length; j++) {
          ofBase += left[random.nextInt(left.length)];
          ofCandidate += right[random.nextInt(right.length)];
        }
        ratios[i] = ofCandidate / ofBase;
      }
      Arrays.sort(ratios);
      return ratios[5] <= 1 && 1 <= ratios[ratios.length - 6];
    }

    String markdown() {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %.1f | %.1f |",
          model.name(),
          forks,
          100 * ours,
          100 * percentile);
    }
  }

  /**
   * How often a 95 % interval of a percentile holds it.
   *
   * @param given share of runs whose forks tell an interval
   * @param held share of the intervals given that hold the percentile
   * @param independent the same if all calls are taken to be independent
   */
  record PercentileCoverage(
      NoiseModel model, int forks, double quantile, double given, double held, double independent) {
    static PercentileCoverage of(NoiseModel model, int forks, double quantile) {
      double truth =
          StatUtils.percentile(
              Arrays.stream(model.side(10_000, MILLIS, new SplittableRandom(3)))
                  .flatMapToDouble(Arrays::stream)
                  .toArray(),
              100 * quantile);
      int given = 0;
      int[] held = new int[2];
      SplittableRandom random = new SplittableRandom(forks);
      for (int i = 0; i < UNEQUAL_SIDES; i++) {
        List<List<Double>> side = lists(model.side(forks, MILLIS, random));
        Optional<Interval> interval = QuantileInterval.overForks(side, quantile, 0.95);
        given += interval.isPresent() ? 1 : 0;
        held[0] += interval.filter(found -> found.contains(truth)).isPresent() ? 1 : 0;
        double[] calls =
            side.stream().flatMap(List::stream).mapToDouble(call -> call).sorted().toArray();
        Interval independent =
            QuantileInterval.between(calls, calls.length, quantile, 0.95).orElseThrow();
        held[1] += independent.contains(truth) ? 1 : 0;
      }
      return new PercentileCoverage(
          model,
          forks,
          quantile,
          (double) given / UNEQUAL_SIDES,
          (double) held[0] / given,
          (double) held[1] / UNEQUAL_SIDES);
    }

    String markdown() {
      return String.format(
          Locale.ROOT,
          "| %s | %d | p%.0f | %.1f | %.1f | %.1f |",
          model.name(),
          forks,
          100 * quantile,
          100 * given,
          100 * held,
          100 * independent);
    }
  }

  /** The noise of a model from 100 A/A comparisons of 10 forks a side. */
  static NoiseProfile noiseOf(NoiseModel model) {
    SplittableRandom random = new SplittableRandom(7);
    return NoiseProfile.of(
        IntStream.range(0, 100)
            .mapToObj(
                ignored ->
                    new NoiseProfile.Sides(
                        lists(model.side(FORKS, MILLIS, random)),
                        lists(model.side(FORKS, MILLIS, random))))
            .toList(),
        ForkStatistic.MEDIAN);
  }

  static ChangeRule raised(NoiseProfile profile, int forks) {
    return ChangeRule.DEFAULT.withNoiseFloor(
        profile.noise().floor(ChangeRule.Replication.FORKS, forks));
  }

  static double predictedPower(NoiseProfile profile, double change, int forks) {
    return new ResampledPower(profile, ChangeRule.DEFAULT, 5).ofFinding(change, forks);
  }

  private static Rates rates(
      NoiseModel model, double change, int comparisons, ChangeRule rule, long seed) {
    ChangeRule withoutThreshold = new ChangeRule(rule.statistic(), rule.confidence(), 0, 0);
    int[] alarms = new int[4];
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < comparisons; i++) {
      SplittableRandom random = seeds.split();
      double[][] base = model.side(FORKS, MILLIS, random);
      double[][] candidate = model.side(FORKS, MILLIS * (1 + change), random);
      alarms[0] += slower(base, candidate, rule) ? 1 : 0;
      alarms[1] += change == 0 && slower(base, candidate, withoutThreshold) ? 1 : 0;
      alarms[2] += CommonRules.jmhErrorsApart(base, candidate) ? 1 : 0;
      alarms[3] += CommonRules.tenPercentOverTheLast(base, candidate) ? 1 : 0;
    }
    return new Rates(
        (double) alarms[0] / comparisons,
        (double) alarms[1] / comparisons,
        (double) alarms[2] / comparisons,
        (double) alarms[3] / comparisons);
  }

  private static boolean slower(double[][] base, double[][] candidate, ChangeRule rule) {
    double[][] left = ForkSamples.canonical(base);
    double[][] right = ForkSamples.canonical(candidate);
    // The rule's interval holds Welch's, so where that does not alarm the bootstrap need not run.
    return ResampledPower.slower(rule.statistic().of(left), rule.statistic().of(right), rule)
        && rule.compareCanonical(left, right).verdict() == Verdict.SLOWER;
  }

  /**
   * The share of A/A comparisons that a sequential rule without a threshold calls slower at any of
   * its looks, though it went on whenever it might have stopped for another reason.
   */
  static double sequentialFalseAlarms(NoiseModel model, SequentialRule sequential) {
    ChangeRule rule = new ChangeRule(ForkStatistic.MEDIAN, 0.98, 0, 0);
    return share(
        EQUAL_SIDES,
        11,
        random -> {
          double[][] base = model.side(sequential.mostForks(), MILLIS, random);
          double[][] candidate = model.side(sequential.mostForks(), MILLIS, random);
          return sequential.looks().stream()
              .anyMatch(
                  look ->
                      slower(
                          Arrays.copyOf(base, look.forks()),
                          Arrays.copyOf(candidate, look.forks()),
                          rule.withConfidence(look.confidence())));
        });
  }

  private static double share(int times, long seed, Function<SplittableRandom, Boolean> event) {
    SplittableRandom seeds = new SplittableRandom(seed);
    int count = 0;
    for (int i = 0; i < times; i++) {
      count += event.apply(seeds.split()) ? 1 : 0;
    }
    return (double) count / times;
  }

  static List<List<Double>> lists(double[][] side) {
    return Arrays.stream(side).map(calls -> Arrays.stream(calls).boxed().toList()).toList();
  }

  public static void main(String[] args) {
    MODELS.forEach(model -> System.out.println(Row.of(model).markdown()));
    System.out.println();
    NoiseProfile profile = noiseOf(NoiseModel.DISTILBERT);
    for (Plan plan : plans(profile)) {
      System.out.println(plan.markdown());
    }
    System.out.println();
    for (Coverage coverage : coverages()) {
      System.out.println(coverage.markdown());
    }
    System.out.println();
    for (PercentileCoverage coverage : percentileCoverages()) {
      System.out.println(coverage.markdown());
    }
    System.out.println();
    for (NoiseModel model : List.of(NoiseModel.DISTILBERT, BIMODAL)) {
      System.out.println(looksMarkdown(model, sequentialFalseAlarms(model, looks())));
    }
  }

  static List<Plan> plans(NoiseProfile profile) {
    return List.of(
        Plan.of(5, 0.05, profile),
        Plan.of(5, 0.10, profile),
        Plan.of(10, 0.03, profile),
        Plan.of(20, 0.03, profile));
  }

  static List<Coverage> coverages() {
    return List.of(
        Coverage.of(NoiseModel.DISTILBERT, 3),
        Coverage.of(NoiseModel.DISTILBERT, 5),
        Coverage.of(NoiseModel.DISTILBERT, 10),
        Coverage.of(BIMODAL, 10));
  }

  static List<PercentileCoverage> percentileCoverages() {
    List<PercentileCoverage> coverages = new ArrayList<>();
    for (NoiseModel model : List.of(NoiseModel.DISTILBERT, NoiseModel.BERT)) {
      for (int forks : new int[] {FEW_FORKS, FORKS}) {
        for (double quantile : new double[] {0.5, 0.9, 0.95}) {
          coverages.add(PercentileCoverage.of(model, forks, quantile));
        }
      }
    }
    for (NoiseModel model : List.of(FAR_APART, RARELY_SLOW)) {
      for (double quantile : new double[] {0.5, 0.9, 0.95}) {
        coverages.add(PercentileCoverage.of(model, FEW_FORKS, quantile));
      }
    }
    return coverages;
  }

  static String looksMarkdown(NoiseModel model, double alarms) {
    return String.format(Locale.ROOT, "| %s | %.1f |", model.name(), 100 * alarms);
  }

  static SequentialRule looks() {
    return SequentialRule.of(ChangeRule.DEFAULT, List.of(7, 13, 20));
  }
}
