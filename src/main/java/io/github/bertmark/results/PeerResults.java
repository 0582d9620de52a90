package io.github.bertmark.results;

import io.github.bertmark.InputException;
import io.github.bertmark.statistics.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The ways to run a variant whose calls took turns with the classifier's. */
final class PeerResults {
  /** The class of their benchmark. */
  static final String CLASS = "io.github.bertmark.jmh.PeerBenchmark";

  private static final String OWN = "classifyNanos";

  /** The benchmark's counters and the names of the ways in the run document. */
  private static final Map<String, String> WAYS =
      new TreeMap<>(Map.of("bareRunNanos", "bare-run", "djlPredictorNanos", "djl-predictor"));

  private static final double NANOS_PER_MILLI = 1e6;

  private PeerResults() {}

  /**
   * The peers of a variant; null if none was timed.
   *
   * @throws InputException if the times of a way are missing
   */
  static @Nullable List<Peer> of(Path file, JmhResults jmh, String variant) {
    JmhResult result = jmh.byVariant(CLASS + ".call").get(variant);
    if (result == null) {
      return null;
    }
    List<List<Double>> own = nanos(file, result, OWN);
    List<Peer> peers = new ArrayList<>();
    WAYS.forEach(
        (counter, name) -> {
          List<List<Double>> other = nanos(file, result, counter);
          peers.add(new Peer(name, Latency.of(millis(other)), typicalRatio(own, other)));
        });
    return peers;
  }

  private static List<List<Double>> nanos(Path file, JmhResult result, String counter) {
    List<List<Double>> nanos = result.counters().get(counter);
    if (nanos == null
        || nanos.size() != result.forks()
        || nanos.stream().anyMatch(fork -> fork.size() != result.measurementIterations())) {
      throw new InputException(
          file,
          result.displayName() + " does not have " + counter + " of each iteration",
          "run the benchmarks again into a new folder");
    }
    return nanos;
  }

  private static List<List<Double>> millis(List<List<Double>> nanos) {
    return nanos.stream()
        .map(fork -> fork.stream().map(value -> value / NANOS_PER_MILLI).toList())
        .toList();
  }

  /**
   * The mean over forks of the median ratio of two calls of the same round, which met the same
   * moods of the machine.
   */
  private static double typicalRatio(List<List<Double>> own, List<List<Double>> other) {
    return IntStream.range(0, own.size())
        .mapToDouble(fork -> medianRatio(own.get(fork), other.get(fork)))
        .average()
        .orElseThrow();
  }

  private static double medianRatio(List<Double> own, List<Double> other) {
    List<Double> ratios =
        IntStream.range(0, own.size()).mapToObj(call -> own.get(call) / other.get(call)).toList();
    return Summary.of(ratios).median();
  }
}
