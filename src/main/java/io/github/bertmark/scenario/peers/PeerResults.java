package io.github.bertmark.scenario.peers;

import io.github.bertmark.raw.CallRounds;
import io.github.bertmark.raw.JmhResults;
import io.github.bertmark.run.Peer;
import io.github.bertmark.scenario.stages.StageResults;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Other ways to run a variant, held against the classifier. */
public final class PeerResults {
  /** The class of the benchmarks of other ways, the bare run's among them. */
  public static final String CLASS = "io.github.bertmark.jmh.PeerBenchmark";

  /** Not {@code djlPredictor}, which were calls of DJL alone. */
  static final String DJL_ROUND = CLASS + ".djlRound";

  private PeerResults() {}

  /** The peers of a variant; null if none was timed. */
  public static @Nullable List<Peer> of(Path file, JmhResults jmh, String variant) {
    CallRounds djl = CallRounds.of(file, jmh, DJL_ROUND, variant);
    List<Peer> peers =
        Stream.of(
                StageResults.bareRun(file, jmh, variant),
                djl == null ? null : djl.peer("djl-predictor", "djlNanos"))
            .filter(Objects::nonNull)
            .toList();
    return peers.isEmpty() ? null : peers;
  }
}
