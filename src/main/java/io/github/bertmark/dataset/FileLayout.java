package io.github.bertmark.dataset;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What a user says of a labelled file; null leaves it to the file.
 *
 * @param textColumn name of the column of texts, or its position from 1 in a file without a header
 * @param labelColumn the same of the labels
 * @param delimiter between the fields of a line
 * @param encoding of its characters
 * @param outOfScopeLabel that the texts without an intent have
 */
public record FileLayout(
    @Nullable String textColumn,
    @Nullable String labelColumn,
    @Nullable Character delimiter,
    @Nullable Charset encoding,
    @Nullable String outOfScopeLabel) {
  /** Nothing is said. */
  public static final FileLayout FOUND = new FileLayout(null, null, null, null, null);
}
