package io.github.bertmark.run;

import io.github.bertmark.machine.Environment;
import io.github.bertmark.machine.Jvm;
import io.github.bertmark.statistics.Interval;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What settings of a session do to the latency of variants: each variant with each setting, in JVMs
 * that took turns, so that a drift of the machine falls on all settings alike.
 *
 * @param schemaVersion of this document, {@value #SCHEMA_VERSION}
 * @param id of the study, the name of its folder
 * @param createdAt when it started
 * @param gitCommit commit of the checkout; null if unknown
 * @param command that repeats it
 * @param environment the machine
 * @param jvm that the forks ran in
 * @param forks JVMs for each row
 * @param rows by variant, then by setting, in the order in which they were asked for
 */
public record Study(
    int schemaVersion,
    String id,
    Instant createdAt,
    String bertmarkVersion,
    @Nullable String gitCommit,
    String command,
    Environment environment,
    Jvm jvm,
    String onnxRuntimeVersion,
    int forks,
    List<Row> rows) {
  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  public Study {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new IllegalArgumentException("schemaVersion must be " + SCHEMA_VERSION);
    }
    rows = List.copyOf(rows);
  }

  /**
   * One variant with one setting.
   *
   * @param setting as it was asked for
   * @param session that the forks really ran with
   * @param latency of a whole call
   * @param forkMedians how far apart the forks are
   * @param overFirst the latency over that of the same variant with the first setting; null for
   *     that itself, and for fewer than two forks
   */
  public record Row(
      String variant,
      String displayName,
      String setting,
      SessionReport session,
      String modelSha256,
      Latency latency,
      Spread forkMedians,
      @Nullable Ratio overFirst) {}

  /**
   * The medians of a row's forks, in milliseconds.
   *
   * @param largestStep the largest ratio of two neighbours when they are sorted: forks that fall
   *     into two modes show it
   */
  public record Spread(
      double minimumMillis, double medianMillis, double maximumMillis, double largestStep) {}

  /**
   * A ratio of latencies: of the means over forks of the forks' medians.
   *
   * @param interval95 with the fork as the unit of replication
   */
  public record Ratio(double ratio, Interval interval95) {}
}
