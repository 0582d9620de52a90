package io.github.bertmark.scenario.peers;

import io.github.bertmark.raw.CallRounds;
import io.github.bertmark.raw.JmhResults;
import io.github.bertmark.run.Peer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Other ways to run a variant, held against the classifier. */
public final class PeerResults {
  /** The class of their benchmarks. */
  public static final String CLASS = "io.github.bertmark.jmh.PeerBenchmark";

  /** The classifier, its stages and a bare run, in one session. */
  public static final String ROUND = CLASS + ".round";

  private static final String DJL_PREDICTOR = CLASS + ".djlPredictor";

  private PeerResults() {}

  /** The peers of a variant; null if none was timed. */
  public static @Nullable List<Peer> of(Path file, JmhResults jmh, String variant) {
    List<Peer> peers = new ArrayList<>();
    CallRounds rounds = CallRounds.of(file, jmh, ROUND, variant);
    if (rounds != null) {
      peers.add(rounds.peer("bare-run", CallRounds.BARE_RUN));
    }
    CallRounds djl = CallRounds.of(file, jmh, DJL_PREDICTOR, variant);
    if (djl != null) {
      peers.add(djl.peer("djl-predictor", "djlNanos"));
    }
    return peers.isEmpty() ? null : peers;
  }
}
