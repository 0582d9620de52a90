package io.github.bertmark.comparison;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** What an inconclusive finding that may hide a regression does to the exit code. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum WhenInconclusive {
  /**
   * Code 4 if the change, as far as it was measured, is beyond the relevant one, or if there are
   * too few forks to ever find one; else 0.
   */
  ESTIMATE,

  /** Code 4. */
  FAIL,

  /** Code 0. */
  PASS
}
