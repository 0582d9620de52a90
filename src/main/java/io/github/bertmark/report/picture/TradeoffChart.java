package io.github.bertmark.report.picture;

import io.github.bertmark.statistics.Interval;
import io.github.bertmark.text.Figures;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** The trade-off picture as a JFreeChart: accuracy against mean latency, points sized as models. */
final class TradeoffChart {
  static final int WIDTH = 900;
  static final int HEIGHT = 600;

  /** Radius of the largest model's point. */
  private static final double LARGEST_RADIUS = 34;

  /** The same where many points share the plot. */
  private static final double LARGEST_RADIUS_OF_MANY = 26;

  private static final int MANY = 5;

  /** Kept free around a point, so that a label fits between it and the edge. */
  private static final double LABEL_REACH = 42;

  private static final double MARGIN = 14;
  private static final double NARROWEST_POINTS = 1;
  private static final double NARROWEST_SHARE_OF_LATENCY = 0.1;

  /** The least distance between two ticks on paper. */
  static final double TICK_DISTANCE = 55;

  static final float OUTLINE = 1.6f;
  private static final float[] DASHES = {6, 4};

  private TradeoffChart() {}

  /**
   * Draws up the chart.
   *
   * @param points in the order of the legend
   * @param texts around the plot
   */
  static JFreeChart of(List<TradeoffPoint> points, TradeoffTexts texts, Theme theme) {
    double largest = points.stream().mapToDouble(TradeoffPoint::sizeMiB).max().orElseThrow();
    double radius = points.size() > MANY ? LARGEST_RADIUS_OF_MANY : LARGEST_RADIUS;
    List<Double> radii = points.stream().map(p -> p.radius(largest, radius)).toList();
    LatencyScale scale = LatencyScale.of(points);
    XYPlot plot = new XYPlot();
    plot.setDomainAxis(
        styled(
            new LatencyAxis(Figures.format("Mean latency of a call (ms%s)", scale.note()), scale),
            theme));
    plot.setRangeAxis(styled(new NumberAxis("Accuracy (%)"), theme));
    style(plot, theme);
    drawPoints(plot, points, radii, scale, theme);
    plot.getRenderer().addAnnotation(new FrontierLine(points, theme.frontier()), Layer.BACKGROUND);
    plot.addAnnotation(new PointLabels(points, radii, theme));
    JFreeChart chart = new JFreeChart(null, Fonts.sans(Font.BOLD, 18), plot, false);
    ChartTexts.add(chart, texts, theme);
    // The axes' room on paper depends on the ticks' labels, and those on the ranges: twice is
    // enough.
    fitAxes(chart, points, radii, scale);
    fitAxes(chart, points, radii, scale);
    return chart;
  }

  private static NumberAxis styled(NumberAxis axis, Theme theme) {
    axis.setLabelFont(Fonts.sans(Font.PLAIN, 13));
    axis.setTickLabelFont(Fonts.sans(Font.PLAIN, 12));
    axis.setLabelPaint(theme.text());
    axis.setTickLabelPaint(theme.quietText());
    axis.setAxisLinePaint(theme.axis());
    axis.setTickMarkPaint(theme.axis());
    axis.setLabelInsets(new RectangleInsets(6, 4, 2, 4));
    return axis;
  }

  private static void style(XYPlot plot, Theme theme) {
    plot.setBackgroundPaint(theme.background());
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(theme.grid());
    plot.setRangeGridlinePaint(theme.grid());
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
  }

  private static void drawPoints(
      XYPlot plot,
      List<TradeoffPoint> points,
      List<Double> radii,
      LatencyScale scale,
      Theme theme) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setUseFillPaint(true);
    renderer.setDrawOutlines(true);
    renderer.setUseOutlinePaint(true);
    renderer.setErrorStroke(new BasicStroke(OUTLINE));
    renderer.setCapLength(7);
    // Large ones first, so that none hides behind another.
    List<Integer> order =
        IntStream.range(0, points.size())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> -points.get(i).sizeMiB()))
            .toList();
    for (int i : order) {
      TradeoffPoint point = points.get(i);
      XYIntervalSeries series = new XYIntervalSeries(i);
      Interval x = scale.bar(point);
      Interval y = point.verticalBar();
      series.add(
          scale.position(point.meanMillis()),
          x.lower(),
          x.upper(),
          point.accuracyPercent(),
          y.lower(),
          y.upper());
      int index = data.getSeriesCount();
      data.addSeries(series);
      double radius = radii.get(i);
      renderer.setSeriesShape(
          index, new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
      renderer.setSeriesPaint(index, theme.variant(i));
      renderer.setSeriesFillPaint(index, theme.fill(i));
      renderer.setSeriesOutlinePaint(index, theme.variant(i));
      renderer.setSeriesOutlineStroke(index, outline(point));
    }
    plot.setDataset(data);
    plot.setRenderer(renderer);
  }

  private static Stroke outline(TradeoffPoint point) {
    return point.studied()
        ? new BasicStroke(
            OUTLINE + 0.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0)
        : new BasicStroke(OUTLINE);
  }

  private static void fitAxes(
      JFreeChart chart, List<TradeoffPoint> points, List<Double> radii, LatencyScale scale) {
    XYPlot plot = chart.getXYPlot();
    ChartRenderingInfo info = new ChartRenderingInfo();
    BufferedImage scratch = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    chart.draw(scratch.createGraphics(), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT), info);
    Rectangle2D area = info.getPlotInfo().getDataArea();
    double fastest = points.stream().mapToDouble(TradeoffPoint::meanMillis).min().orElseThrow();
    Interval latency =
        AxisFit.fit(
            extents(points, radii, p -> scale.position(p.meanMillis()), scale::bar),
            area.getWidth(),
            MARGIN,
            scale.position(fastest * (1 + NARROWEST_SHARE_OF_LATENCY)) - scale.position(fastest));
    Interval accuracy =
        AxisFit.fit(
            extents(points, radii, TradeoffPoint::accuracyPercent, TradeoffPoint::verticalBar),
            area.getHeight(),
            MARGIN,
            NARROWEST_POINTS);
    plot.getDomainAxis().setRange(latency.lower(), latency.upper());
    NumberAxis vertical = (NumberAxis) plot.getRangeAxis();
    vertical.setRange(accuracy.lower(), accuracy.upper());
    vertical.setTickUnit(
        Ticks.unit(accuracy.upper() - accuracy.lower(), (int) (area.getHeight() / TICK_DISTANCE)));
  }

  private static List<AxisFit.Extent> extents(
      List<TradeoffPoint> points,
      List<Double> radii,
      Function<TradeoffPoint, Double> value,
      Function<TradeoffPoint, Interval> bar) {
    List<AxisFit.Extent> extents = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      TradeoffPoint point = points.get(i);
      extents.add(
          new AxisFit.Extent(value.apply(point), bar.apply(point), radii.get(i) + LABEL_REACH));
    }
    return extents;
  }
}
