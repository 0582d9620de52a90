package io.github.bertmark.comparison;

import org.jspecify.annotations.Nullable;

/**
 * What a policy says of one metric; either may be left out.
 *
 * @param threshold relative change, of accuracies points, that has to be exceeded
 * @param tolerance the same that has to be excluded before it is said that nothing clearly changed;
 *     only times tell the two apart
 */
public record MetricLimits(@Nullable Double threshold, @Nullable Double tolerance) {
  public MetricLimits {
    require("threshold", threshold);
    require("tolerance", tolerance);
    if (threshold == null && tolerance == null) {
      throw new IllegalArgumentException("a metric needs a threshold or a tolerance");
    }
  }

  /** The one number of a metric that does not tell the two apart. */
  double only(String metric) {
    if (threshold != null && tolerance != null && !threshold.equals(tolerance)) {
      throw new IllegalArgumentException(
          "metrics." + metric + " takes a threshold or a tolerance, not both");
    }
    Double given = threshold == null ? tolerance : threshold;
    return given == null ? 0 : given;
  }

  private static void require(String name, @Nullable Double value) {
    // A share of points may be up to 100.
    if (value != null && !(value >= 0 && value < 100)) {
      throw new IllegalArgumentException(name + " must be from 0 below 100, not " + value);
    }
  }
}
