package io.github.bertmark.classify.tokens;

import io.github.bertmark.model.ModelVariant;

/** What a reader can do about a file of a variant. */
public final class WaysOut {
  private WaysOut() {}

  /** For a file that is not there or cannot be read. */
  static String missing(ModelVariant variant) {
    return variant.source() == null
        ? "put the variant's own file there"
        : "build it with the command prepare";
  }

  /** For a file that does not hold what it should. */
  public static String damaged(ModelVariant variant) {
    return variant.source() == null
        ? "replace it by the variant's own file"
        : "delete it and build it again with the command prepare";
  }
}
