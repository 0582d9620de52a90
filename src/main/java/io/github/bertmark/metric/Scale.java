package io.github.bertmark.metric;

import io.github.bertmark.statistics.Interval;

/**
 * A unit to write a value in, and how to get there from the run document's own.
 *
 * @param symbol of the unit; empty for a plain number
 * @param multiplier of the value
 * @param divisor of the value; whole factors both ways, so that none adds its own rounding
 */
public record Scale(String symbol, double multiplier, double divisor) {
  static Scale own(String symbol) {
    return new Scale(symbol, 1, 1);
  }

  /** A value of the document in this unit; the very same number where it has that unit already. */
  public Number of(Number value) {
    return multiplier == divisor ? value : (Number) (value.doubleValue() * multiplier / divisor);
  }

  /** An interval of the document in this unit. */
  public Interval of(Interval interval) {
    return multiplier == divisor ? interval : interval.times(multiplier / divisor);
  }
}
