package io.github.bertmark.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import io.github.bertmark.results.RunDocument;
import io.github.bertmark.results.VariantResult;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A run for the terminal: the result in a sentence, then a table of at most 100 columns. */
public final class TerminalTable {
  private static final int COLUMNS = 100;
  private static final int LONGEST_NAME = 22;
  private static final int LONGEST_FIGURE = 15;

  private TerminalTable() {}

  /**
   * The text, which ends with a line feed.
   *
   * @param studied id of the variant that the sentence is about; null for the last of the run
   */
  public static String of(RunDocument run, @Nullable String studied) {
    List<ColumnData<VariantResult>> columns =
        List.of(
            new Column()
                .header("Variant")
                .dataAlign(HorizontalAlign.LEFT)
                .maxWidth(LONGEST_NAME, OverflowBehaviour.NEWLINE)
                .with(variant -> printable(variant.displayName())),
            figure("Size MiB", v -> Figures.mebibytes(v.model().sizeMiB())),
            figure("Mean ± std ms", v -> Figures.meanAndDeviation(v.latency())),
            figure("95 % of mean", v -> Figures.meanInterval(v.latency(), "-")),
            figure("p95 ms", v -> Figures.millis(v.latency().p95Millis())),
            figure("Acc. %", v -> Figures.percent(v.accuracy().accuracy())),
            figure("95 % of acc.", v -> Figures.accuracyInterval(v.accuracy(), "-")));
    String warning =
        run.dataset().sample()
            ? "ACCURACY ON THE BUILT-IN SAMPLE, NOT CLINC150: compare it with no other set's.\n"
            : "";
    return wrapped(printable(Headline.of(run, StudiedVariant.of(run, studied))))
        + warning
        + AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, run.variants(), columns)
            .replace("\r\n", "\n")
        + "\n";
  }

  private static ColumnData<VariantResult> figure(
      String header, Function<VariantResult, String> text) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.RIGHT)
        .dataAlign(HorizontalAlign.RIGHT)
        .maxWidth(LONGEST_FIGURE, OverflowBehaviour.NEWLINE)
        .with(text);
  }

  /** In lines of the table's width at most, each with its line feed. */
  private static String wrapped(String text) {
    // A number is not parted from its sign.
    return text.replace(" %", "\u00a0%")
        .replaceAll("(.{1," + COLUMNS + "})(\\s+|$)", "$1\n")
        .replace('\u00a0', ' ');
  }

  /** Without what would steer a terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
