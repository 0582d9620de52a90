package io.github.bertmark.choice;

import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Summary;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the figures of a run could have been: each drawn {@value #DRAWS} times, to tell how sure a
 * choice is under any budget.
 *
 * <p>A latency is drawn around that of all calls by Student's t, with the relative standard error
 * over forks of the same figure, as forks are the unit of replication; a single fork tells of no
 * error. Accuracies are a bootstrap over queries, the same ones for all variants, since their
 * answers to a query go together.
 */
public final class Resampling {
  public static final int DRAWS = 1000;
  static final String MEAN = "mean";
  static final String ACCURACY = "accuracy";
  private static final long SEED = 20_260_131;

  /** The figures of a latency that a budget can be set for, by name. */
  private static final Map<String, Figure> FIGURES = new LinkedHashMap<>();

  static {
    FIGURES.put(MEAN, new Figure(Latency::meanMillis, Summary::mean));
    FIGURES.put("p50", new Figure(Latency::medianMillis, Summary::median));
    FIGURES.put("p95", new Figure(Latency::p95Millis, Summary::p95));
    FIGURES.put("p99", new Figure(Latency::p99Millis, Summary::p99));
  }

  /**
   * A figure.
   *
   * @param ofAll of all calls, null if they are too few for it
   * @param ofFork of one fork's calls, however few: only how it differs between forks is used
   */
  private record Figure(
      Function<Latency, @Nullable Double> ofAll, ToDoubleFunction<Summary> ofFork) {}

  private final Map<String, Map<String, List<Double>>> byVariant = new LinkedHashMap<>();

  private Resampling() {}

  /**
   * Draws the figures of a run.
   *
   * @param predictions by variant, all in the same order; a variant without any has but the number
   *     of its right ones
   */
  public static Resampling of(RunDocument run, Map<String, List<Prediction>> predictions) {
    Map<String, boolean[]> correct = new LinkedHashMap<>();
    predictions.forEach((variant, answers) -> correct.put(variant, correct(answers)));
    Map<String, double[]> accuracies = correct.isEmpty() ? Map.of() : accuracies(correct);
    Resampling resampling = new Resampling();
    for (VariantResult variant : run.variants()) {
      Map<String, List<Double>> own = new LinkedHashMap<>();
      latencies(variant).forEach((name, values) -> own.put(name, inSinglePrecision(values)));
      double[] accuracy = accuracies.get(variant.id());
      own.put(ACCURACY, inSinglePrecision(accuracy == null ? accuracies(variant) : accuracy));
      resampling.byVariant.put(variant.id(), own);
    }
    return resampling;
  }

  /**
   * By name of the figure ({@code mean}, {@code p50}, {@code p95}, {@code p99}, {@code accuracy}):
   * its draws; without those that the latency is without.
   */
  public Map<String, List<Double>> of(VariantResult variant) {
    return Collections.unmodifiableMap(Objects.requireNonNull(byVariant.get(variant.id())));
  }

  /** As the page has them, so that both choose alike. */
  private static List<Double> inSinglePrecision(double[] values) {
    return Arrays.stream(values).map(value -> (float) value).boxed().toList();
  }

  private static boolean[] correct(List<Prediction> answers) {
    boolean[] correct = new boolean[answers.size()];
    for (int i = 0; i < correct.length; i++) {
      correct[i] = answers.get(i).correct();
    }
    return correct;
  }

  private static Map<String, double[]> latencies(VariantResult variant) {
    Latency latency = variant.latency();
    List<Summary> byFork = latency.forkTimesMillis().stream().map(Summary::of).toList();
    Map<String, double[]> draws = new LinkedHashMap<>();
    FIGURES.forEach(
        (name, figure) -> {
          Double value = figure.ofAll().apply(latency);
          if (value != null) {
            double[] logarithms =
                byFork.stream()
                    .mapToDouble(fork -> Math.log(figure.ofFork().applyAsDouble(fork)))
                    .toArray();
            draws.put(name, around(value, logarithms, seed(variant.id(), name)));
          }
        });
    return draws;
  }

  /** Of the id, so that a variant's draws do not depend on which others are in the run. */
  private static long seed(String variant, String figure) {
    return SEED + 31L * variant.hashCode() + figure.hashCode();
  }

  private static double[] around(double value, double[] logarithms, long seed) {
    double[] draws = new double[DRAWS];
    Arrays.fill(draws, value);
    int degreesOfFreedom = logarithms.length - 1;
    if (degreesOfFreedom == 0) {
      return draws;
    }
    double mean = Arrays.stream(logarithms).average().orElseThrow();
    double squares = Arrays.stream(logarithms).map(x -> (x - mean) * (x - mean)).sum();
    double error = Math.sqrt(squares / degreesOfFreedom / logarithms.length);
    SplittableRandom random = new SplittableRandom(seed);
    for (int draw = 0; draw < DRAWS; draw++) {
      double chiSquare = 0;
      for (int i = 0; i < degreesOfFreedom; i++) {
        double normal = random.nextGaussian();
        chiSquare += normal * normal;
      }
      double t = random.nextGaussian() / Math.sqrt(chiSquare / degreesOfFreedom);
      draws[draw] = value * Math.exp(error * t);
    }
    return draws;
  }

  /**
   * By variant, the draws of its accuracy.
   *
   * @param correctByVariant whether each query was answered rightly, of the same queries for all
   */
  private static Map<String, double[]> accuracies(Map<String, boolean[]> correctByVariant) {
    List<boolean[]> answers = List.copyOf(correctByVariant.values());
    int queries = answers.get(0).length;
    // Queries that the same variants answer rightly count alike: far fewer patterns than queries.
    int[] patternOf = new int[queries];
    Map<BitSet, Integer> patterns = new LinkedHashMap<>();
    for (int query = 0; query < queries; query++) {
      BitSet pattern = new BitSet();
      for (int v = 0; v < answers.size(); v++) {
        pattern.set(v, answers.get(v)[query]);
      }
      patternOf[query] = patterns.computeIfAbsent(pattern, ignored -> patterns.size());
    }
    int[][] rightPatterns = new int[answers.size()][];
    for (int v = 0; v < rightPatterns.length; v++) {
      int variant = v;
      rightPatterns[v] =
          patterns.entrySet().stream()
              .filter(pattern -> pattern.getKey().get(variant))
              .mapToInt(Map.Entry::getValue)
              .toArray();
    }
    double[][] draws = new double[answers.size()][DRAWS];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] times = new int[patterns.size()];
      for (int i = 0; i < queries; i++) {
        times[patternOf[random.nextInt(queries)]]++;
      }
      for (int v = 0; v < draws.length; v++) {
        int right = 0;
        for (int pattern : rightPatterns[v]) {
          right += times[pattern];
        }
        draws[v][draw] = (double) right / queries;
      }
    }
    Map<String, double[]> byVariant = new LinkedHashMap<>();
    for (String variant : correctByVariant.keySet()) {
      byVariant.put(variant, draws[byVariant.size()]);
    }
    return byVariant;
  }

  /** The draws of an accuracy of which only the counts are known. */
  private static double[] accuracies(VariantResult variant) {
    boolean[] correct = new boolean[variant.accuracy().queries()];
    Arrays.fill(correct, 0, variant.accuracy().correct(), true);
    return accuracies(Map.of(variant.id(), correct)).values().iterator().next();
  }
}
