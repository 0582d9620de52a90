package io.github.bertmark.report.picture;

import io.github.bertmark.statistics.Interval;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/** Points and bars of the data on paper. */
record Paper(XYPlot plot, Rectangle2D area, LatencyAxis latency, ValueAxis accuracy) {
  private static final double BAR_CLEARANCE = 3;

  double x(double millis) {
    return along(latency.scale().position(millis));
  }

  private double along(double position) {
    return latency.valueToJava2D(position, area, plot.getDomainAxisEdge());
  }

  double y(double percent) {
    return accuracy.valueToJava2D(percent, area, plot.getRangeAxisEdge());
  }

  Point2D centre(TradeoffPoint point) {
    return new Point2D.Double(x(point.meanMillis()), y(point.accuracyPercent()));
  }

  Rectangle2D horizontalBar(TradeoffPoint point) {
    Interval bar = latency.scale().bar(point);
    double y = y(point.accuracyPercent());
    return around(along(bar.lower()), y, along(bar.upper()), y);
  }

  Rectangle2D verticalBar(TradeoffPoint point) {
    Interval bar = point.verticalBar();
    return around(x(point.meanMillis()), y(bar.upper()), x(point.meanMillis()), y(bar.lower()));
  }

  private static Rectangle2D around(double left, double top, double right, double bottom) {
    return new Rectangle2D.Double(
        left - BAR_CLEARANCE,
        top - BAR_CLEARANCE,
        right - left + 2 * BAR_CLEARANCE,
        bottom - top + 2 * BAR_CLEARANCE);
  }
}
