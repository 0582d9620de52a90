package io.github.bertmark.report.picture;

import io.github.bertmark.text.Figures;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/** The labels beside the points, placed when the plot's place on paper is known. */
final class PointLabels extends AbstractXYAnnotation {
  private static final long serialVersionUID = 1L;
  private static final Font NAME = Fonts.sans(Font.BOLD, 13);
  private static final Font NUMBERS = Fonts.sans(Font.PLAIN, 12);
  private static final float LINE_WIDTH = 1;

  /** Each is placed with regard to all others, which takes time as the square of their number. */
  private static final int MOST = 40;

  /** Diameter of the dot before a name, which tells by its colour what the name is of. */
  private static final double DOT = 8;

  private static final double DOT_ROOM = DOT + 5;

  private final transient List<TradeoffPoint> points;
  private final transient List<Double> radii;
  private final transient Theme theme;

  PointLabels(List<TradeoffPoint> points, List<Double> radii, Theme theme) {
    this.points = points;
    this.radii = radii;
    this.theme = theme;
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
    List<Rectangle2D> bars = new ArrayList<>();
    List<LabelPlacement.Request> requests = new ArrayList<>();
    List<Integer> labelled = labelled(points);
    for (int i : labelled) {
      TradeoffPoint point = points.get(i);
      bars.add(paper.horizontalBar(point));
      bars.add(paper.verticalBar(point));
      requests.add(request(g, point, paper.centre(point), radii.get(i)));
    }
    List<LabelPlacement.Label> labels = LabelPlacement.place(area, bars, requests);
    // All lines before all texts, so that none crosses one.
    g.setStroke(new BasicStroke(LINE_WIDTH));
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).leader() != null) {
        g.setPaint(theme.variant(labelled.get(i)));
        g.draw(labels.get(i).leader());
      }
    }
    for (int i = 0; i < labels.size(); i++) {
      draw(g, labelled.get(i), requests.get(i).centre(), labels.get(i).box());
    }
  }

  /** All, or of more than a picture has room for those that are studied or on the frontier. */
  static List<Integer> labelled(List<TradeoffPoint> points) {
    return IntStream.range(0, points.size())
        .filter(i -> points.size() <= MOST || points.get(i).studied() || points.get(i).onFrontier())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> !points.get(i).studied()))
        .limit(MOST)
        .sorted()
        .toList();
  }

  private static LabelPlacement.Request request(
      Graphics2D g, TradeoffPoint point, Point2D centre, double radius) {
    FontMetrics ofName = g.getFontMetrics(NAME);
    FontMetrics ofNumbers = g.getFontMetrics(NUMBERS);
    return new LabelPlacement.Request(
        centre,
        radius,
        Math.max(
            ofName.stringWidth(point.name()) + DOT_ROOM, ofNumbers.stringWidth(numbers(point))),
        ofName.getHeight() + ofNumbers.getHeight());
  }

  private static String numbers(TradeoffPoint point) {
    return Figures.format(
        "%s ms, %.1f %%, %.0f MiB",
        Figures.millis(point.meanMillis()), point.accuracyPercent(), point.sizeMiB());
  }

  private void draw(Graphics2D g, int index, Point2D centre, Rectangle2D box) {
    TradeoffPoint point = points.get(index);
    FontMetrics ofName = g.getFontMetrics(NAME);
    FontMetrics ofNumbers = g.getFontMetrics(NUMBERS);
    double nameWidth = ofName.stringWidth(point.name()) + DOT_ROOM;
    double numbersWidth = ofNumbers.stringWidth(numbers(point));
    g.setPaint(theme.veil());
    g.fill(box);
    // Text on the left of its point ends there, text on the right begins there.
    boolean endsAtPoint = box.getMaxX() < centre.getX();
    float nameLeft = left(box, nameWidth, endsAtPoint);
    float baseline = (float) box.getY() + ofName.getAscent();
    double dotTop = baseline - (ofName.getAscent() + DOT) / 2 + 1;
    g.setPaint(theme.variant(index));
    g.fill(new Ellipse2D.Double(nameLeft, dotTop, DOT, DOT));
    g.setPaint(theme.text());
    g.setFont(NAME);
    g.drawString(point.name(), nameLeft + (float) DOT_ROOM, baseline);
    g.setPaint(theme.quietText());
    g.setFont(NUMBERS);
    g.drawString(
        numbers(point),
        left(box, numbersWidth, endsAtPoint),
        baseline + ofName.getDescent() + ofNumbers.getAscent());
  }

  private static float left(Rectangle2D box, double width, boolean endsAtPoint) {
    return (float) (endsAtPoint ? box.getMaxX() - width : box.getX());
  }
}
