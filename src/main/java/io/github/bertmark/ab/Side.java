package io.github.bertmark.ab;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** One of the two that are compared. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Side {
  /** What there was before. */
  BASE,

  /** What is to replace it. */
  CANDIDATE;

  /** The name of its folder. */
  public String id() {
    return this == BASE ? "base" : "candidate";
  }

  Side other() {
    return this == BASE ? CANDIDATE : BASE;
  }
}
