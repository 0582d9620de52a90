package io.github.bertmark.comparison;

/** What a whole comparison comes to; the first that applies. */
public enum Outcome {
  /** Something got worse. */
  REGRESSION,

  /** Something that has to be compared could not be. */
  NOT_COMPARABLE,

  /** Nothing is known to have got worse, but the data do not rule it out. */
  INCONCLUSIVE,

  /** Nothing got worse. */
  PASS
}
