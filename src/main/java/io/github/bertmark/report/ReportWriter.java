package io.github.bertmark.report;

import io.github.bertmark.AtomicFileSet;
import io.github.bertmark.InputException;
import io.github.bertmark.choice.StudiedVariant;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.report.picture.Fonts;
import io.github.bertmark.report.picture.TradeoffPicture;
import io.github.bertmark.run.RunDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * @param studied id of the variant under study; null to leave the choice to the run
   * @return the files: {@code summary.md} and the picture {@code tradeoff}, as SVG and as PNG, for
   *     light and {@code -dark} pages
   * @throws InputException if the run has no such variant or Java finds no font; nothing is written
   */
  public static List<Path> write(RunDocument run, Path folder, @Nullable String studied)
      throws IOException {
    String summary = MarkdownSummary.of(run, StudiedVariant.of(run, studied), Catalogue.STANDARD);
    TradeoffPicture light = TradeoffPicture.of(run, studied);
    TradeoffPicture dark = TradeoffPicture.of(run, studied, true);
    return new AtomicFileSet()
        .add(folder.resolve("summary.md"), summary)
        .add(folder.resolve("tradeoff.svg"), light::writeSvg)
        .add(folder.resolve("tradeoff-dark.svg"), dark::writeSvg)
        .add(folder.resolve("tradeoff.png"), light::writePng)
        .add(folder.resolve("tradeoff-dark.png"), dark::writePng)
        .write();
  }
}
