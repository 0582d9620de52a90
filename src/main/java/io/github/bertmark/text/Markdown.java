package io.github.bertmark.text;

import io.github.bertmark.PlainText;

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
}
