package io.github.bertmark.comparison;

/** What a variant's findings on latency, accuracy and size come to. */
public enum JointVerdict {
  /** Better in something, worse in nothing. */
  DOMINATES,

  /** Better in something, worse in something else. */
  TRADE_OFF,

  /** Worse in something, better in nothing. */
  WORSE,

  /** No clear change in anything. */
  SAME,

  /** Something could not be compared, or the data do not suffice. */
  UNDECIDED
}
