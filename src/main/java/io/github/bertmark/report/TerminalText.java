package io.github.bertmark.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Tables and paragraphs for a terminal, at most 100 columns wide. */
final class TerminalText {
  private static final int COLUMNS = 100;

  private TerminalText() {}

  /** A column of words of that width, its margins included; longer ones go on in the next line. */
  static <T> ColumnData<T> words(String heading, int width, Function<T, String> cell) {
    return column(heading, HorizontalAlign.LEFT, width, cell);
  }

  /** A column of figures, none of which is broken. */
  static <T> ColumnData<T> figures(String heading, Function<T, String> cell) {
    return column(heading, HorizontalAlign.RIGHT, COLUMNS, cell);
  }

  private static <T> ColumnData<T> column(
      String heading, HorizontalAlign align, int width, Function<T, String> cell) {
    return new Column()
        .header(heading)
        .headerAlign(align)
        .dataAlign(align)
        .maxWidth(width, OverflowBehaviour.NEWLINE)
        .with(cell);
  }

  /** The lines of a table. */
  static <T> String table(Collection<T> rows, List<ColumnData<T>> columns) {
    return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, rows, columns)
            .replace("\r\n", "\n")
        + "\n";
  }

  /** A paragraph, each line with its line feed. */
  static String wrapped(String text) {
    // A number is not parted from its sign.
    return text.replace(" %", "\u00a0%")
        .replaceAll("(.{1," + COLUMNS + "})(\\s+|$)", "$1\n")
        .replace('\u00a0', ' ');
  }
}
