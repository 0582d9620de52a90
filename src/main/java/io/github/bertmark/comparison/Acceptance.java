package io.github.bertmark.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a policy may let pass although it cannot be compared. */
public enum Acceptance {
  /** The accuracy and the proportion to the ruler of a quantised variant on another processor. */
  @JsonProperty("quantised-across-isa")
  QUANTISED_ACROSS_ISA,

  /** An allocation that a run did not measure or that is of another JVM. */
  @JsonProperty("allocation")
  ALLOCATION
}
