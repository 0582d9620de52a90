package io.github.bertmark.results;

import io.github.bertmark.InputException;
import io.github.bertmark.statistics.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Other ways to run a variant, held against the classifier. */
final class PeerResults {
  /** The class of their benchmark. */
  static final String CLASS = "io.github.bertmark.jmh.PeerBenchmark";

  private static final String BARE_RUN = CLASS + ".bareRun";
  private static final String DJL_PREDICTOR = CLASS + ".djlPredictor";
  private static final double NANOS_PER_MILLI = 1e6;

  private PeerResults() {}

  /**
   * The peers of a variant; null if none was timed.
   *
   * @param whole the classifier's own times, for want of those beside a bare run
   * @throws InputException if the times of a way are missing
   */
  static @Nullable List<Peer> of(Path file, JmhResults jmh, String variant, Latency whole) {
    List<Peer> peers = new ArrayList<>();
    List<List<Double>> own = whole.forkTimesMillis();
    JmhResult rounds = jmh.byVariant(BARE_RUN).get(variant);
    if (rounds != null) {
      own = millis(file, rounds, "classifyNanos");
      List<List<Double>> bare = millis(file, rounds, "bareRunNanos");
      peers.add(new Peer("bare-run", Latency.of(bare), pairedRatio(own, bare)));
    }
    JmhResult djl = jmh.byVariant(DJL_PREDICTOR).get(variant);
    if (djl != null) {
      List<List<Double>> times = TimePerCall.millis(file, djl);
      peers.add(new Peer("djl-predictor", Latency.of(times), typical(own) / typical(times)));
    }
    return peers.isEmpty() ? null : peers;
  }

  private static List<List<Double>> millis(Path file, JmhResult result, String counter) {
    List<List<Double>> nanos = result.counters().get(counter);
    if (nanos == null
        || nanos.size() != result.forks()
        || nanos.stream().anyMatch(fork -> fork.size() != result.measurementIterations())) {
      throw new InputException(
          file,
          result.displayName() + " does not have " + counter + " of each iteration",
          "run the benchmarks again into a new folder");
    }
    return nanos.stream()
        .map(fork -> fork.stream().map(value -> value / NANOS_PER_MILLI).toList())
        .toList();
  }

  /**
   * The mean over forks of the median ratio of two calls of the same round, which met the same
   * moods of the machine.
   */
  private static double pairedRatio(List<List<Double>> own, List<List<Double>> other) {
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

  /** The mean of the forks' medians. */
  private static double typical(List<List<Double>> forks) {
    return forks.stream().mapToDouble(calls -> Summary.of(calls).median()).average().orElseThrow();
  }
}
