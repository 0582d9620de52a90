package io.github.bertmark.model;

import org.jspecify.annotations.Nullable;

/** Checks of a document's values; what they throw is worded for the reader of that document. */
final class Checks {
  private Checks() {}

  static void that(boolean holds, @Nullable String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
