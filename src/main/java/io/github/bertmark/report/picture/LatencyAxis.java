package io.github.bertmark.report.picture;

import io.github.bertmark.statistics.Interval;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** The axis of latencies, marked as their scale has it. */
final class LatencyAxis extends NumberAxis {
  private static final long serialVersionUID = 1L;

  private final LatencyScale scale;

  LatencyAxis(String label, LatencyScale scale) {
    super(label);
    this.scale = scale;
  }

  LatencyScale scale() {
    return scale;
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
    Interval range = new Interval(getRange().getLowerBound(), getRange().getUpperBound());
    int most = (int) (area.getWidth() / TradeoffChart.TICK_DISTANCE);
    return scale.ticks(range, most).stream()
        .map(
            tick ->
                new NumberTick(
                    tick.position(), tick.label(), TextAnchor.TOP_CENTER, TextAnchor.TOP_CENTER, 0))
        .toList();
  }
}
