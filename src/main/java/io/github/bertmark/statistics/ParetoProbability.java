package io.github.bertmark.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.random.RandomDataGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * The probability that each variant is on the frontier of latency, accuracy and size, given how
 * uncertain the first two are. A variant is off the frontier if another one is at least as good in
 * all three and better in one.
 *
 * <p>Latency is drawn around the mean over forks by Student's t with the standard error over forks;
 * accuracy by the Bayesian bootstrap over queries (Rubin, Annals of Statistics 9, 1981), with the
 * same weights for all variants, because they answered the same queries. Sizes are exact.
 */
public final class ParetoProbability {
  private static final int DRAWS = 4_000;

  private final List<Contender> contenders;
  private final List<int[]> patterns = new ArrayList<>();
  private final List<boolean[]> rightByPattern = new ArrayList<>();
  private final RandomDataGenerator random;

  /**
   * A variant.
   *
   * @param forkTimes the calls of each fork, of at least two
   * @param right whether each query was answered rightly, in the same order for all variants
   */
  public record Contender(
      String id, List<List<Double>> forkTimes, List<Boolean> right, long sizeBytes) {
    public Contender {
      forkTimes = forkTimes.stream().map(List::copyOf).toList();
      right = List.copyOf(right);
    }
  }

  private ParetoProbability(List<Contender> contenders, long seed) {
    this.contenders = contenders.stream().sorted(Comparator.comparing(Contender::id)).toList();
    this.random = new RandomDataGenerator(new Well19937c(seed));
    // Queries that the same variants answer rightly share their weight: few patterns, one draw
    // each.
    Map<String, int[]> counts = new TreeMap<>();
    for (int query = 0; query < contenders.get(0).right().size(); query++) {
      StringBuilder pattern = new StringBuilder();
      for (Contender contender : this.contenders) {
        pattern.append(contender.right().get(query) ? '1' : '0');
      }
      counts.computeIfAbsent(pattern.toString(), ignored -> new int[1])[0]++;
    }
    counts.forEach(
        (pattern, count) -> {
          patterns.add(count);
          boolean[] right = new boolean[pattern.length()];
          for (int i = 0; i < right.length; i++) {
            right[i] = pattern.charAt(i) == '1';
          }
          rightByPattern.add(right);
        });
  }

  /**
   * The probability of each variant, by id.
   *
   * @throws IllegalArgumentException if there is no contender, an id twice, a contender with fewer
   *     than two forks, or contenders that answered unlike numbers of queries, or none
   */
  public static Map<String, Double> of(List<Contender> contenders, long seed) {
    int queries = contenders.isEmpty() ? 0 : contenders.get(0).right().size();
    if (queries == 0
        || contenders.stream().anyMatch(c -> c.right().size() != queries)
        || contenders.stream().anyMatch(c -> c.forkTimes().size() < 2)
        || contenders.stream().map(Contender::id).distinct().count() < contenders.size()) {
      throw new IllegalArgumentException(
          "contenders need an id of their own, two forks and answers to the same queries");
    }
    return new ParetoProbability(contenders, seed).probabilities();
  }

  private Map<String, Double> probabilities() {
    List<SideEstimate> latencies =
        contenders.stream()
            .map(c -> SideEstimate.of(ForkStatistic.MEAN.of(ForkSamples.canonical(c.forkTimes()))))
            .toList();
    int[] onFrontier = new int[contenders.size()];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] times = latencies.stream().mapToDouble(this::time).toArray();
      double[] accuracies = accuracies();
      for (int i = 0; i < onFrontier.length; i++) {
        onFrontier[i] += dominated(i, times, accuracies) ? 0 : 1;
      }
    }
    Map<String, Double> probabilities = new TreeMap<>();
    for (int i = 0; i < onFrontier.length; i++) {
      probabilities.put(contenders.get(i).id(), (double) onFrontier[i] / DRAWS);
    }
    return probabilities;
  }

  private double time(SideEstimate latency) {
    int degreesOfFreedom = latency.forks() - 1;
    double chiSquare = random.nextGamma(degreesOfFreedom / 2.0, 2);
    double t = random.nextGaussian(0, 1) / Math.sqrt(chiSquare / degreesOfFreedom);
    return latency.mean() * Math.exp(latency.relativeError() * t);
  }

  private double[] accuracies() {
    double[] weighted = new double[contenders.size()];
    double total = 0;
    for (int p = 0; p < patterns.size(); p++) {
      double weight = random.nextGamma(patterns.get(p)[0], 1);
      total += weight;
      boolean[] right = rightByPattern.get(p);
      for (int i = 0; i < weighted.length; i++) {
        weighted[i] += right[i] ? weight : 0;
      }
    }
    for (int i = 0; i < weighted.length; i++) {
      weighted[i] /= total;
    }
    return weighted;
  }

  private boolean dominated(int i, double[] times, double[] accuracies) {
    for (int j = 0; j < times.length; j++) {
      long sizes = Long.compare(contenders.get(j).sizeBytes(), contenders.get(i).sizeBytes());
      boolean asGood = times[j] <= times[i] && accuracies[j] >= accuracies[i] && sizes <= 0;
      if (asGood && (times[j] < times[i] || accuracies[j] > accuracies[i] || sizes < 0)) {
        return true;
      }
    }
    return false;
  }
}
