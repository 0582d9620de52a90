package io.github.bertmark.run.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the scenarios beyond the warm call found of a variant; null what was not measured.
 *
 * @param traffic the data set's own queries
 * @param coldStart the first answers of a fresh JVM
 * @param memory of a process
 * @param load the highest rate of queries that is answered in time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScenarioResults(
    @Nullable Traffic traffic,
    @Nullable ColdStart coldStart,
    @Nullable Memory memory,
    @Nullable Load load) {
  private static final ScenarioResults NONE = new ScenarioResults(null, null, null, null);

  /** Itself, or null if nothing was measured. */
  public @Nullable ScenarioResults orNull() {
    return equals(NONE) ? null : this;
  }
}
