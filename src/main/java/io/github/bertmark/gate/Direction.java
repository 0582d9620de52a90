package io.github.bertmark.gate;

/** Which way a quantity gets better. */
public enum Direction {
  LOWER_IS_BETTER,
  HIGHER_IS_BETTER
}
