package io.github.bertmark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** What stands above and below the plot of the trade-off picture: titles, legend and caption. */
final class ChartTexts {
  private static final double ABOVE_PLOT = 8;

  private ChartTexts() {}

  static void add(JFreeChart chart, TradeoffTexts texts) {
    chart.setPadding(new RectangleInsets(14, 14, 12, 22));
    chart.setBackgroundPaint(Color.WHITE);
    chart.addSubtitle(title(texts.title(), Fonts.sans(Font.BOLD, 18), Palette.TEXT, 3));
    chart.addSubtitle(title(texts.headline(), Fonts.sans(Font.PLAIN, 13), Palette.TEXT, 3));
    chart.addSubtitle(
        title(texts.measured(), Fonts.sans(Font.PLAIN, 12), Palette.QUIET_TEXT, ABOVE_PLOT));
    if (texts.warning() != null) {
      chart.addSubtitle(
          title(texts.warning(), Fonts.sans(Font.BOLD, 13), Palette.WARNING, ABOVE_PLOT));
    }
    TextTitle caption = title(texts.caption(), Fonts.sans(Font.PLAIN, 11), Palette.QUIET_TEXT, 0);
    caption.setPosition(RectangleEdge.BOTTOM);
    chart.addSubtitle(caption);
    LegendTitle legend = new LegendTitle(chart.getPlot());
    legend.setItemFont(Fonts.sans(Font.PLAIN, 12.5f));
    legend.setItemPaint(Palette.TEXT);
    legend.setFrame(BlockBorder.NONE);
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
    legend.setItemLabelPadding(new RectangleInsets(3, 4, 3, 16));
    chart.addSubtitle(legend);
  }

  private static TextTitle title(String text, Font font, Color color, double below) {
    TextTitle title = new TextTitle(text, font);
    title.setPaint(color);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setPadding(new RectangleInsets(0, 4, below, 4));
    return title;
  }

  static LegendItemCollection legendItems(List<TradeoffPoint> points) {
    LegendItemCollection items = new LegendItemCollection();
    for (int i = 0; i < points.size(); i++) {
      TradeoffPoint point = points.get(i);
      Stroke outline =
          point.studied()
              ? new BasicStroke(
                  TradeoffChart.OUTLINE,
                  BasicStroke.CAP_BUTT,
                  BasicStroke.JOIN_ROUND,
                  10,
                  new float[] {3, 2},
                  0)
              : new BasicStroke(TradeoffChart.OUTLINE);
      items.add(
          new LegendItem(
              point.name() + ", " + Figures.format("%.1f MiB", point.sizeMiB()),
              null,
              null,
              null,
              true,
              new Ellipse2D.Double(-7, -7, 14, 14),
              true,
              Palette.fill(i),
              true,
              Palette.variant(i),
              outline,
              false,
              new Ellipse2D.Double(),
              new BasicStroke(1),
              Palette.variant(i)));
    }
    return items;
  }
}
