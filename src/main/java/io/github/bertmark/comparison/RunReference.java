package io.github.bertmark.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.evaluate.QuickLook;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.SideRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison.
 *
 * @param id of the run
 * @param createdAt when it started
 * @param bertmarkVersion version of this project that measured it; null if unknown
 * @param gitCommit commit of the checkout; null if unknown
 * @param cpuModel of its machine
 * @param forks JVMs per variant
 * @param quick what of the test queries it classified, if it is but a quick look; null if not
 */
public record RunReference(
    String id,
    Instant createdAt,
    @Nullable String bertmarkVersion,
    @Nullable String gitCommit,
    String cpuModel,
    int forks,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable QuickLook quick) {

  public static RunReference of(SideRun side) {
    return new RunReference(
        side.id(),
        side.createdAt(),
        null,
        side.gitCommit(),
        side.environment().cpuModel(),
        side.protocol().forks(),
        null);
  }

  public static RunReference of(RunDocument run) {
    return new RunReference(
        run.id(),
        run.createdAt(),
        run.bertmarkVersion(),
        run.gitCommit(),
        run.environment().cpuModel(),
        run.protocol().forks(),
        run.quick());
  }
}
