package io.github.bertmark.ab;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One of the two that are compared. */
public enum Side {
  /** What there was before. */
  @JsonProperty("base")
  BASE,

  /** What is to replace it. */
  @JsonProperty("candidate")
  CANDIDATE;

  /** The name of its folder. */
  public String id() {
    return this == BASE ? "base" : "candidate";
  }

  Side other() {
    return this == BASE ? CANDIDATE : BASE;
  }
}
