package io.github.bertmark.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an inconclusive finding that may hide a regression does to the exit code. */
public enum WhenInconclusive {
  /**
   * Code 4 if the change, as far as it was measured, is beyond the relevant one, or if there are
   * too few forks to ever find one; else 0.
   */
  @JsonProperty("estimate")
  ESTIMATE,

  /** Code 4. */
  @JsonProperty("fail")
  FAIL,

  /** Code 0. */
  @JsonProperty("pass")
  PASS
}
