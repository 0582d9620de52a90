package io.github.bertmark.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/**
 * The Pareto frontier of the two axes, a staircase: at each latency the best accuracy that is to be
 * had without being slower.
 */
final class FrontierLine extends AbstractXYAnnotation {
  private static final long serialVersionUID = 1L;
  private static final BasicStroke STROKE =
      new BasicStroke(
          1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 10, new float[] {1, 5}, 0);

  private final transient List<TradeoffPoint> points;
  private final Color color;

  FrontierLine(List<TradeoffPoint> points, Color color) {
    this.points =
        points.stream()
            .filter(TradeoffPoint::onFrontier)
            .sorted(Comparator.comparing(TradeoffPoint::meanMillis))
            .toList();
    this.color = color;
  }

  @Override
  public void draw(
      Graphics2D g,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis latency,
      ValueAxis accuracy,
      int rendererIndex,
      @Nullable PlotRenderingInfo info) {
    Paper paper = new Paper(plot, area, (LatencyAxis) latency, accuracy);
    Path2D path = new Path2D.Double();
    double height = area.getMaxY();
    for (int i = 0; i < points.size(); i++) {
      double x = paper.x(points.get(i).meanMillis());
      double y = paper.y(points.get(i).accuracyPercent());
      if (i == 0) {
        path.moveTo(x, height);
      } else {
        path.lineTo(x, height);
      }
      path.lineTo(x, y);
      height = y;
    }
    path.lineTo(area.getMaxX(), height);
    g.setPaint(color);
    g.setStroke(STROKE);
    g.draw(path);
  }
}
