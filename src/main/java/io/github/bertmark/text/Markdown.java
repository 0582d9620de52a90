package io.github.bertmark.text;

import io.github.bertmark.PlainText;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of Markdown whose content is taken as text, whatever it holds. */
public final class Markdown {
  private Markdown() {}

  /** Text that is shown as it is. */
  public static String text(String text) {
    return PlainText.line(text.replaceAll("[\\p{Cntrl}\\s]+", " "))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]{}#~|$>])", "\\\\$1")
        // A name must not call somebody on GitHub; the comment parts it from the sign unseen.
        .replace("@", "@<!-- -->");
  }

  /** Text in a fixed-width font. */
  public static String code(String text) {
    String line = PlainText.line(text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
    String fence = "`";
    while (line.contains(fence)) {
      fence += "`";
    }
    String padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + padding + line + padding + fence;
  }

  /** One row of a table, of cells that are Markdown already. */
  public static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** The line below a table's header: the first column to the left, figures to the right. */
  public static String rule(int columns) {
    return "| --- |" + " ---: |".repeat(columns - 1) + "\n";
  }
}
