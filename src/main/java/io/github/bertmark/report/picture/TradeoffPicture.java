package io.github.bertmark.report.picture;

import io.github.bertmark.InputException;
import io.github.bertmark.choice.Lead;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.QuickNote;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;

/**
 * The trade-off picture of a run: accuracy against mean latency, each point's area its model's
 * size, with an error bar for both uncertainties; the variant under study is a dashed circle.
 */
public final class TradeoffPicture {
  /** Pixels per unit of length, so that the PNG is sharp on dense screens. */
  private static final int PNG_SCALE = 2;

  private final JFreeChart chart;
  private final String title;
  private final String description;

  private TradeoffPicture(JFreeChart chart, String title, String description) {
    this.chart = chart;
    this.title = title;
    this.description = description;
  }

  /**
   * Draws a run.
   *
   * @param lead what it leads with
   * @param dark for a dark page
   * @throws InputException if Java finds no font
   */
  public static TradeoffPicture of(RunDocument run, Lead lead, boolean dark) {
    Fonts.require();
    List<TradeoffPoint> points = TradeoffPoint.of(run, lead.studied().id());
    TradeoffTexts texts = TradeoffTexts.of(run, lead);
    Theme theme = dark ? Theme.DARK : Theme.LIGHT;
    String quick = QuickNote.of(run);
    StringBuilder description = new StringBuilder(quick == null ? "" : quick + " ");
    description.append(lead.line());
    for (TradeoffPoint point : points) {
      description.append(
          Figures.format(
              " %s: %s ms, %.2f %%, %s MiB.",
              point.name(),
              Figures.millis(point.meanMillis()),
              point.accuracyPercent(),
              Figures.mebibytes(point.sizeMiB())));
    }
    return new TradeoffPicture(
        TradeoffChart.of(points, texts, theme), texts.title(), description.toString());
  }

  /** As SVG with its text as outlines, so that it looks the same everywhere. */
  public void writeSvg(OutputStream out) throws IOException {
    out.write(SvgDocument.of(chart, title, description).getBytes(StandardCharsets.UTF_8));
  }

  /** As PNG, at twice its nominal size of 900 x 600. */
  public void writePng(OutputStream out) throws IOException {
    // By way of a file in the temporary folder otherwise, which may be full.
    ImageIO.setUseCache(false);
    ChartUtils.writeScaledChartAsPNG(
        out, chart, TradeoffChart.WIDTH, TradeoffChart.HEIGHT, PNG_SCALE, PNG_SCALE);
  }
}
