package io.github.bertmark.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * A straight line by least squares through what several forks measured at the same places. It is
 * the mean of the forks' own lines, so that its intervals take the fork as the unit of replication.
 */
public final class LineOverForks {
  private final List<SimpleRegression> forks;

  private LineOverForks(List<SimpleRegression> forks) {
    this.forks = forks;
  }

  /**
   * Fits it.
   *
   * @param places at least one
   * @param forks what each measured there, in the order of the places
   * @return empty if all places are one
   */
  public static Optional<LineOverForks> of(List<Integer> places, List<List<Double>> forks) {
    if (places.stream().distinct().count() < 2) {
      return Optional.empty();
    }
    List<SimpleRegression> lines = new ArrayList<>();
    for (List<Double> fork : forks) {
      SimpleRegression line = new SimpleRegression();
      for (int i = 0; i < places.size(); i++) {
        line.addData(places.get(i), fork.get(i));
      }
      lines.add(line);
    }
    return Optional.of(new LineOverForks(lines));
  }

  public double slope() {
    return mean(slopes());
  }

  /** The 95 % interval of the slope; empty for a single fork. */
  public Optional<Interval> slopeInterval95() {
    return interval95(slopes());
  }

  public double at(double place) {
    return mean(values(place));
  }

  /** The 95 % interval of the line at a place; empty for a single fork. */
  public Optional<Interval> intervalAt95(double place) {
    return interval95(values(place));
  }

  private List<Double> slopes() {
    return forks.stream().map(SimpleRegression::getSlope).toList();
  }

  private List<Double> values(double place) {
    return forks.stream().map(line -> line.predict(place)).toList();
  }

  private static double mean(List<Double> ofForks) {
    return StatUtils.mean(ofForks.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static Optional<Interval> interval95(List<Double> ofForks) {
    return ConfidenceIntervals.ofMeanOverForks(ofForks.stream().map(List::of).toList(), 0.95);
  }
}
