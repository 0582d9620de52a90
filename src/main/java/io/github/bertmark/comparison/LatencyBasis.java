package io.github.bertmark.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What latencies are judged by. */
public enum LatencyBasis {
  /** The times themselves; between machines, which they do not compare across, nothing passes. */
  @JsonProperty("absolute")
  ABSOLUTE,

  /** The times themselves, and between machines the ratio to the ruler instead. */
  @JsonProperty("absolute-else-ruler")
  ABSOLUTE_ELSE_RULER,

  /** Always the ratio to the ruler, which does not see what slows all variants down alike. */
  @JsonProperty("ruler")
  RULER
}
