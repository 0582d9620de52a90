package io.github.bertmark.dataset;

import io.github.bertmark.InputException;
import org.jspecify.annotations.Nullable;

/**
 * One text of a file with its label, neither of them blank.
 *
 * @param line where it begins in the file, from 1
 * @param domain that the label belongs to; null if the file does not tell
 */
record LabelledRow(int line, String text, String label, @Nullable String domain) {
  /**
   * A row of what a file holds, which may be nothing.
   *
   * @param source names the file in errors
   */
  static LabelledRow of(
      Object source,
      long line,
      @Nullable String text,
      @Nullable String label,
      @Nullable String domain) {
    if (text == null || text.isBlank()) {
      throw fault(source, line, "the text is missing", "add it, or remove the row");
    }
    if (label == null || label.isBlank()) {
      throw fault(source, line, "the label is missing", "add it, or remove the row");
    }
    return new LabelledRow(
        (int) line, text, label, domain == null || domain.isBlank() ? null : domain);
  }

  static InputException fault(Object source, long line, String cause, String wayOut) {
    return new InputException(source, "line " + line + ": " + cause, wayOut);
  }
}
