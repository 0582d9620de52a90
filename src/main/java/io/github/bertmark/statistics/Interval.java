package io.github.bertmark.statistics;

/** A closed interval, in the unit of what it bounds. */
public record Interval(double lower, double upper) {
  public Interval {
    if (!(Double.isFinite(lower) && Double.isFinite(upper) && lower <= upper)) {
      throw new IllegalArgumentException(
          "an interval goes from a finite number to one at least as large, not from "
              + lower
              + " to "
              + upper);
    }
  }

  /** Whether the value lies in it, the ends included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** The same interval in another unit. */
  public Interval times(double factor) {
    return factor < 0
        ? new Interval(upper * factor, lower * factor)
        : new Interval(lower * factor, upper * factor);
  }
}
