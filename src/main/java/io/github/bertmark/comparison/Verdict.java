package io.github.bertmark.comparison;

/** What the data say of one metric of one variant. */
public enum Verdict {
  /** Better by more than the threshold, beyond doubt at the policy's confidence. */
  IMPROVED,

  /** Within the threshold, or a difference that chance explains. */
  NO_CLEAR_CHANGE,

  /** Worse by more than the threshold, beyond doubt at the policy's confidence. */
  REGRESSED,

  /** The data do not tell on which side of the threshold the change lies. */
  INCONCLUSIVE,

  /** A side is missing, or what was measured is not the same thing. */
  NOT_COMPARABLE;

  /** Whether it says that something changed. */
  public boolean isChange() {
    return this == IMPROVED || this == REGRESSED;
  }
}
