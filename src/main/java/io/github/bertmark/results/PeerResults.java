package io.github.bertmark.results;

import io.github.bertmark.statistics.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Other ways to run a variant, held against the classifier. */
final class PeerResults {
  /** The class of their benchmark. */
  static final String CLASS = "io.github.bertmark.jmh.PeerBenchmark";

  private static final String DJL_PREDICTOR = CLASS + ".djlPredictor";

  private PeerResults() {}

  /**
   * The peers of a variant; null if none was timed.
   *
   * @param whole the classifier's own times, for want of rounds
   */
  static @Nullable List<Peer> of(
      Path file, JmhResults jmh, String variant, @Nullable CallRounds rounds, Latency whole) {
    List<Peer> peers = new ArrayList<>();
    if (rounds != null) {
      peers.add(rounds.bareRun());
    }
    JmhResult djl = jmh.byVariant(DJL_PREDICTOR).get(variant);
    if (djl != null) {
      List<List<Double>> own = rounds == null ? whole.forkTimesMillis() : rounds.classify();
      List<List<Double>> times = TimePerCall.millis(file, djl);
      peers.add(new Peer("djl-predictor", Latency.of(times), typical(own) / typical(times)));
    }
    return peers.isEmpty() ? null : peers;
  }

  /** The mean of the forks' medians. */
  private static double typical(List<List<Double>> forks) {
    return forks.stream().mapToDouble(calls -> Summary.of(calls).median()).average().orElseThrow();
  }
}
