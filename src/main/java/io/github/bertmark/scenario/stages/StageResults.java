package io.github.bertmark.scenario.stages;

import io.github.bertmark.raw.CallRounds;
import io.github.bertmark.raw.JmhResults;
import io.github.bertmark.run.Peer;
import io.github.bertmark.run.Stages;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The stages of a call, from the rounds in which they took turns. */
public final class StageResults {
  /** The classifier, its stages and a bare run, in one session. */
  public static final String ROUND = "io.github.bertmark.jmh.PeerBenchmark.round";

  private static final String BARE_RUN = "bareRunNanos";

  private StageResults() {}

  /** Where the time of a variant's calls goes; null if it was not timed. */
  public static @Nullable Stages of(Path file, JmhResults jmh, String variant) {
    CallRounds rounds = CallRounds.of(file, jmh, ROUND, variant);
    return rounds == null
        ? null
        : new Stages(
            rounds.latency("tokeniseNanos"),
            rounds.latency("inferNanos"),
            rounds.latency("labelNanos"),
            rounds.latency(CallRounds.CLASSIFY),
            rounds.latency(BARE_RUN),
            rounds.classifyOver(BARE_RUN));
  }

  /** The bare run as another way to run the variant; null if it was not timed. */
  public static @Nullable Peer bareRun(Path file, JmhResults jmh, String variant) {
    CallRounds rounds = CallRounds.of(file, jmh, ROUND, variant);
    return rounds == null ? null : rounds.peer("bare-run", BARE_RUN);
  }
}
