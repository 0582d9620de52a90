package io.github.bertmark.run;

import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.Summary;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Another way to run the same model file on the same query, timed in the same run.
 *
 * @param name {@code djl-predictor} or {@code bare-run}
 * @param latency of the other way
 * @param classify the classifier's own calls, each timed right before or after that of the other
 *     way at the same place; null in documents of former versions
 * @param classifyOver the classifier's typical time over the other way's: the mean over forks of
 *     the median ratio of two calls of the same round
 * @param classifyOverInterval95 its 95 % interval over forks; null for fewer than two, and where
 *     the classifier's own calls are not known
 */
public record Peer(
    String name,
    Latency latency,
    @Nullable Latency classify,
    double classifyOver,
    @Nullable Interval classifyOverInterval95) {
  private static final double CONFIDENCE = 0.95;

  /** A peer of paired calls. */
  public static Peer of(String name, Latency latency, Latency classify) {
    List<List<Double>> ratios =
        ratios(classify.forkTimesMillis(), latency.forkTimesMillis()).stream()
            .map(List::of)
            .toList();
    return new Peer(
        name,
        latency,
        classify,
        ratios.stream().mapToDouble(fork -> fork.get(0)).average().orElseThrow(),
        ConfidenceIntervals.ofMeanOverForks(ratios, CONFIDENCE)
            .map(ConfidenceIntervals::positive)
            .orElse(null));
  }

  /** Of each fork the median ratio of two calls of the same round. */
  public static List<Double> ratios(List<List<Double>> own, List<List<Double>> others) {
    return IntStream.range(0, own.size())
        .mapToObj(
            fork ->
                Summary.of(
                        IntStream.range(0, own.get(fork).size())
                            .mapToObj(i -> own.get(fork).get(i) / others.get(fork).get(i))
                            .toList())
                    .median())
        .toList();
  }
}
