package io.github.bertmark.report.picture;

import io.github.bertmark.statistics.Interval;
import io.github.bertmark.text.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.NumberTickUnit;

/**
 * How latencies lie along their axis: in proportion, or by their logarithm where they span so much
 * that the fast ones would lie on one heap.
 */
enum LatencyScale {
  LINEAR,
  LOGARITHMIC;

  private static final double WIDE = 4;

  /** Of the ends of intervals that reach to zero, which has no logarithm. */
  private static final double LEAST_SHARE_OF_MEAN = 0.1;

  private static final List<Double> STEPS = List.of(1.0, 2.0, 3.0, 5.0);

  /** A mark on the axis. */
  record Tick(double position, String label) {}

  static LatencyScale of(List<TradeoffPoint> points) {
    double slowest = points.stream().mapToDouble(TradeoffPoint::meanMillis).max().orElseThrow();
    double fastest = points.stream().mapToDouble(TradeoffPoint::meanMillis).min().orElseThrow();
    return slowest > WIDE * fastest ? LOGARITHMIC : LINEAR;
  }

  /** What the axis's title has to say of it. */
  String note() {
    return this == LINEAR ? "" : ", logarithmic";
  }

  /** Where a time lies, in the units of the axis. */
  double position(double millis) {
    return this == LINEAR ? millis : Math.log10(millis);
  }

  /** Where a point's error bar lies. */
  Interval bar(TradeoffPoint point) {
    Interval bar = point.horizontalBar();
    if (this == LINEAR) {
      return bar;
    }
    double lower = Math.max(bar.lower(), LEAST_SHARE_OF_MEAN * point.meanMillis());
    return new Interval(position(lower), position(bar.upper()));
  }

  /**
   * The marks in a range.
   *
   * @param most of them
   */
  List<Tick> ticks(Interval range, int most) {
    return this == LINEAR ? even(range, most) : decades(range, most);
  }

  private static List<Tick> even(Interval range, int most) {
    NumberTickUnit unit = Ticks.unit(range.upper() - range.lower(), most);
    List<Tick> ticks = new ArrayList<>();
    for (double n = Math.ceil(range.lower() / unit.getSize()); ; n++) {
      double value = n * unit.getSize();
      if (value > range.upper()) {
        return ticks;
      }
      ticks.add(new Tick(value, unit.valueToString(value)));
    }
  }

  private static List<Tick> decades(Interval range, int most) {
    List<Tick> all = new ArrayList<>();
    List<Tick> powers = new ArrayList<>();
    for (int decade = (int) Math.floor(range.lower()); decade <= range.upper(); decade++) {
      for (double step : STEPS) {
        double position = decade + Math.log10(step);
        if (range.contains(position)) {
          double millis = step * Math.pow(10, decade);
          String label = Figures.format("%,." + Math.max(0, -decade) + "f", millis);
          all.add(new Tick(position, label));
          if (step == 1) {
            powers.add(new Tick(position, label));
          }
        }
      }
    }
    return all.size() <= most ? all : powers;
  }
}
