package io.github.bertmark.report;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import io.github.bertmark.results.RunDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that a run is looked at with: {@code summary.md} and the trade-off picture. */
public final class ReportWriter {
  private ReportWriter() {}

  /** Writes the report of a run about its last variant. */
  public static List<Path> write(RunDocument run, Path folder) throws IOException {
    return write(run, folder, null);
  }

  /**
   * Writes the report of a run.
   *
   * @param studied id of the variant under study; null for the last of the run
   * @return the files: {@code summary.md}, {@code tradeoff.svg} and {@code tradeoff.png}
   * @throws InputException if the run has no such variant or Java finds no font; nothing is written
   */
  public static List<Path> write(RunDocument run, Path folder, @Nullable String studied)
      throws IOException {
    String summary = MarkdownSummary.of(run, StudiedVariant.of(run, studied));
    TradeoffPicture picture = TradeoffPicture.of(run, studied);
    Path svg = folder.resolve("tradeoff.svg");
    Path png = folder.resolve("tradeoff.png");
    Path markdown = folder.resolve("summary.md");
    picture.writeSvg(svg);
    picture.writePng(png);
    AtomicFiles.writeString(markdown, summary);
    return List.of(markdown, svg, png);
  }
}
