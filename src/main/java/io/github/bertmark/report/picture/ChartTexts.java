package io.github.bertmark.report.picture;

import java.awt.Color;
import java.awt.Font;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** What stands above and below the plot of the trade-off picture: titles and caption. */
final class ChartTexts {
  private static final double ABOVE_PLOT = 8;

  private ChartTexts() {}

  static void add(JFreeChart chart, TradeoffTexts texts, Theme theme) {
    chart.setPadding(new RectangleInsets(14, 14, 12, 22));
    chart.setBackgroundPaint(theme.background());
    chart.addSubtitle(title(texts.title(), Fonts.sans(Font.BOLD, 18), theme.text(), 3));
    chart.addSubtitle(title(texts.headline(), Fonts.sans(Font.PLAIN, 13), theme.text(), 3));
    chart.addSubtitle(
        title(texts.measured(), Fonts.sans(Font.PLAIN, 12), theme.quietText(), ABOVE_PLOT));
    if (texts.warning() != null) {
      chart.addSubtitle(
          title(texts.warning(), Fonts.sans(Font.BOLD, 13), theme.warning(), ABOVE_PLOT));
    }
    TextTitle caption = title(texts.caption(), Fonts.sans(Font.PLAIN, 11), theme.quietText(), 0);
    caption.setPosition(RectangleEdge.BOTTOM);
    chart.addSubtitle(caption);
  }

  private static TextTitle title(String text, Font font, Color color, double below) {
    TextTitle title = new TextTitle(text, font);
    title.setPaint(color);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setPadding(new RectangleInsets(0, 4, below, 4));
    return title;
  }
}
