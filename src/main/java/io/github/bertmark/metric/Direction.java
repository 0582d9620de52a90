package io.github.bertmark.metric;

import io.github.bertmark.statistics.Interval;

/** Which way a quantity gets better. */
public enum Direction {
  LOWER_IS_BETTER,
  HIGHER_IS_BETTER;

  /** A ratio, candidate over base, as how many times worse the candidate is. */
  public double worsening(double ratio) {
    return this == LOWER_IS_BETTER ? ratio : 1 / ratio;
  }

  /** The same of an interval of ratios. */
  public Interval worsening(Interval ratio) {
    return this == LOWER_IS_BETTER ? ratio : new Interval(1 / ratio.upper(), 1 / ratio.lower());
  }
}
