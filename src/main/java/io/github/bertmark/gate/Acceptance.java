package io.github.bertmark.gate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a policy may let pass although it cannot be compared. */
public enum Acceptance {
  /** The accuracy of a quantised variant on another instruction set. */
  @JsonProperty("quantised-accuracy")
  QUANTISED_ACCURACY,

  /** An allocation that a run did not measure or that is of another JVM. */
  @JsonProperty("allocation")
  ALLOCATION
}
