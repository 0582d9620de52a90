package io.github.bertmark.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** A table in Markdown, of columns that are each described once; all cells are Markdown already. */
public final class MarkdownTable<T> {
  private final List<String> headings = new ArrayList<>();
  private final List<String> rules = new ArrayList<>();
  private final List<Function<T, String>> cells = new ArrayList<>();

  /** Adds a column of words, which go to the left. */
  public MarkdownTable<T> words(String heading, Function<T, String> cell) {
    return column(heading, "---", cell);
  }

  /** Adds a column of figures, which go to the right. */
  public MarkdownTable<T> figures(String heading, Function<T, String> cell) {
    return column(heading, "---:", cell);
  }

  private MarkdownTable<T> column(String heading, String rule, Function<T, String> cell) {
    headings.add(heading);
    rules.add(rule);
    cells.add(cell);
    return this;
  }

  /** The lines of the table, each ended by a line feed. */
  public String of(Collection<T> rows) {
    StringBuilder lines = new StringBuilder(line(headings) + line(rules));
    rows.forEach(row -> lines.append(line(cells.stream().map(cell -> cell.apply(row)).toList())));
    return lines.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
