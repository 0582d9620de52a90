package io.github.bertmark.classify.tokens;

/** Text as Unicode defines it, which Java strings need not be. */
public final class UnicodeText {
  private static final char REPLACEMENT = '\uFFFD';

  private UnicodeText() {}

  /**
   * The text with each unpaired surrogate replaced by U+FFFD, as encoders to UTF-8 do it; the same
   * object if there is none.
   *
   * <p>DJL's native code does not survive them well: one unpaired surrogate makes it misread every
   * NUL and every character beyond U+FFFF of the same text.
   */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceUnpaired(text);
      }
    }
    return text;
  }

  private static String replaceUnpaired(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isSurrogate(point) ? REPLACEMENT : point)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
