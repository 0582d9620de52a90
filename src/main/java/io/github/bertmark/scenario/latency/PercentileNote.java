package io.github.bertmark.scenario.latency;

import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.text.Figures;
import org.jspecify.annotations.Nullable;

/** What a reader has to know of percentiles: how sure they are, and why one is absent. */
public final class PercentileNote {
  /** What their intervals are, and why there may be none. */
  public static final String INTERVALS =
      "Intervals of percentiles lie between two of the calls and assume nothing of the distribution; since"
          + " calls of one fork are not independent, they count as fewer. None is given where the"
          + " forks are too few, or differ by too much, to bound the percentile.";

  private PercentileNote() {}

  /** Why a percentile is absent; null if no percentile is absent. */
  public static @Nullable String of(RunDocument run) {
    return run.variants().stream().allMatch(variant -> isWhole(variant.latency()))
        ? null
        : Figures.format(
            "A percentile is absent where too few calls were timed to bound it: p90 takes %d, p95"
                + " %d and p99 %d calls.",
            Latency.CALLS_FOR_P90, Latency.CALLS_FOR_P95, Latency.CALLS_FOR_P99);
  }

  private static boolean isWhole(Latency latency) {
    return latency.p90Millis() != null
        && latency.p95Millis() != null
        && latency.p99Millis() != null;
  }
}
