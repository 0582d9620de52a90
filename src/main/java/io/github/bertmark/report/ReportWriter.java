package io.github.bertmark.report;

import io.github.bertmark.AtomicFileSet;
import io.github.bertmark.InputException;
import io.github.bertmark.choice.Lead;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.report.picture.Fonts;
import io.github.bertmark.report.picture.TradeoffPicture;
import io.github.bertmark.run.RunDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files that a run is looked at with: {@code summary.md} and the trade-off picture. */
public final class ReportWriter {
  private ReportWriter() {}

  /**
   * Fails if no picture could be drawn, so that this is known before hours of measuring.
   *
   * @throws InputException if Java finds no font
   */
  public static void requireFonts() {
    Fonts.require();
  }

  /**
   * Writes the report of a run, all its files or none.
   *
   * @param lead what they lead with
   * @return the files: {@code summary.md} and the picture {@code tradeoff}, as SVG and as PNG, for
   *     light and {@code -dark} pages
   * @throws InputException if Java finds no font; nothing is written
   */
  public static List<Path> write(RunDocument run, Path folder, Lead lead) throws IOException {
    String summary = MarkdownSummary.of(run, lead, Catalogue.STANDARD);
    TradeoffPicture light = TradeoffPicture.of(run, lead, false);
    TradeoffPicture dark = TradeoffPicture.of(run, lead, true);
    return new AtomicFileSet()
        .add(folder.resolve("summary.md"), summary)
        .add(folder.resolve("tradeoff.svg"), light::writeSvg)
        .add(folder.resolve("tradeoff-dark.svg"), dark::writeSvg)
        .add(folder.resolve("tradeoff.png"), light::writePng)
        .add(folder.resolve("tradeoff-dark.png"), dark::writePng)
        .write();
  }
}
