package io.github.bertmark.comparison;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** What latencies are judged by. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum LatencyBasis {
  /** The times themselves; between machines, which they do not compare across, nothing passes. */
  ABSOLUTE,

  /** The times themselves, and between machines the ratio to the ruler instead. */
  ABSOLUTE_ELSE_RULER,

  /** Always the ratio to the ruler, which does not see what slows all variants down alike. */
  RULER
}
