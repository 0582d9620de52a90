package io.github.bertmark.results;

import io.github.bertmark.statistics.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ways to run a variant that were timed right after each other. */
final class PeerResults {
  /** The class of their benchmark. */
  static final String CLASS = "io.github.bertmark.jmh.PeerBenchmark";

  private static final String OWN = "classify";

  private PeerResults() {}

  /** The peers of a variant; null if none was timed. */
  static @Nullable List<Peer> of(Path file, JmhResults jmh, String variant, Latency whole) {
    Map<String, Latency> ways = new TreeMap<>();
    for (JmhResult result : jmh.results()) {
      String way = result.params().get("way");
      if (way != null
          && result.benchmark().startsWith(CLASS + ".")
          && variant.equals(result.params().get("variant"))) {
        ways.put(way, Latency.of(TimePerCall.millis(file, result)));
      }
    }
    // The calls that were timed beside the peers' are the fairer ones to compare with.
    Latency own = ways.getOrDefault(OWN, whole);
    ways.remove(OWN);
    List<Peer> peers = new ArrayList<>();
    ways.forEach(
        (way, latency) -> peers.add(new Peer(way, latency, typical(own) / typical(latency))));
    return peers.isEmpty() ? null : peers;
  }

  /**
   * The mean of the forks' medians: deaf to outliers, and where forks fall into two modes it moves
   * with their mixture instead of jumping from one to the other.
   */
  private static double typical(Latency latency) {
    return latency.forkTimesMillis().stream()
        .mapToDouble(calls -> Summary.of(calls).median())
        .average()
        .orElseThrow();
  }
}
