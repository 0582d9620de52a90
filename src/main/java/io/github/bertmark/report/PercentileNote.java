package io.github.bertmark.report;

import io.github.bertmark.results.Latency;
import io.github.bertmark.results.RunDocument;
import org.jspecify.annotations.Nullable;

/** The sentence that says why a run shows no figure for a percentile. */
public final class PercentileNote {
  private PercentileNote() {}

  /** The sentence; null if no percentile is absent. */
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
