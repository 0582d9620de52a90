package io.github.bertmark.report.picture;

import io.github.bertmark.statistics.Interval;
import java.util.List;

/**
 * The arithmetic of an axis that is just long enough for its points, where a point has a size on
 * paper and a bar in data units.
 */
final class AxisFit {
  private static final int ROUNDS = 60;

  private AxisFit() {}

  /**
   * A point along one axis.
   *
   * @param value its centre, in data units
   * @param bar its error bar, in data units
   * @param reach how far it reaches from its centre to either side on paper
   */
  record Extent(double value, Interval bar, double reach) {}

  /**
   * The range in which every point and bar fits.
   *
   * @param length of the axis on paper, in the unit of the reaches
   * @param margin kept free at both ends beyond the bars, in the same unit
   * @param narrowest the least range in data units, for a point alone or points at one place
   */
  static Interval fit(List<Extent> extents, double length, double margin, double narrowest) {
    double lowestBar = extents.stream().mapToDouble(e -> e.bar().lower()).min().orElseThrow();
    double highestBar = extents.stream().mapToDouble(e -> e.bar().upper()).max().orElseThrow();
    double lower = lowestBar;
    double upper = highestBar;
    // The data units that a reach spans depend on the range, and the range on them: a fixed point,
    // which the iteration nears geometrically as long as the reaches are short of the axis.
    for (int round = 0; round < ROUNDS; round++) {
      double widening = Math.max(0, narrowest - (upper - lower)) / 2;
      double unitsPerLength = (upper - lower + 2 * widening) / length;
      lower = lowestBar - margin * unitsPerLength;
      upper = highestBar + margin * unitsPerLength;
      for (Extent extent : extents) {
        lower = Math.min(lower, extent.value() - extent.reach() * unitsPerLength);
        upper = Math.max(upper, extent.value() + extent.reach() * unitsPerLength);
      }
    }
    double widening = Math.max(0, narrowest - (upper - lower)) / 2;
    return new Interval(lower - widening, upper + widening);
  }
}
