package io.github.bertmark.comparison;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** What a policy may let pass although it cannot be compared. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Acceptance {
  /** The accuracy and the proportion to the ruler of a quantised variant on another processor. */
  QUANTISED_ACROSS_ISA,

  /** An allocation that a run did not measure or that is of another JVM. */
  ALLOCATION,

  /** What scenarios beyond the warm call measured: traffic, starts, memory, load. */
  SCENARIOS
}
