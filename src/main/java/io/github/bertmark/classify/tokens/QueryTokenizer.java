package io.github.bertmark.classify.tokens;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.github.bertmark.InputException;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.tokenizer.TokenizersRelease;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The first stage: a variant's {@code tokenizer.json} in Hugging Face's tokenizers library, by way
 * of DJL's binding.
 *
 * <p>Calls the binding rather than DJL's {@code HuggingFaceTokenizer} around it, which gives the
 * same token ids. That class reports home unless a system property forbids it, and for each query
 * fetches the tokens' texts, words, spans and masks too: five more native calls and two objects a
 * token that nobody reads.
 */
public final class QueryTokenizer implements AutoCloseable {
  private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

  private final Path file;
  private final boolean withTokenTypes;
  private final long handle;

  private QueryTokenizer(Path file, boolean withTokenTypes, long handle) {
    this.file = file;
    this.withTokenTypes = withTokenTypes;
    this.handle = handle;
  }

  /**
   * Makes a variant's tokenizer of its text. Truncation and padding that its file may ask for give
   * way to the variant's maximum length and none.
   *
   * @param text as {@link TokenizerText} judged it
   * @param maximumLength in tokens, special ones included
   * @param withTokenTypes whether the model has an input for them
   * @throws InputException if it is no tokenizer's, or its special tokens alone fill the maximum
   *     length
   */
  public static QueryTokenizer open(
      ModelVariant variant, String text, int maximumLength, boolean withTokenTypes) {
    Path file = variant.tokenizerFile();
    long handle;
    try {
      handle = LIBRARY.createTokenizerFromString(text);
    } catch (RuntimeException e) {
      throw new InputException(
          file,
          "is not a tokenizer: " + TokenizersRelease.describe(e),
          WaysOut.damaged(variant),
          e);
    }
    LIBRARY.disablePadding(handle);
    QueryTokenizer tokenizer = new QueryTokenizer(file, withTokenTypes, handle);
    try {
      tokenizer.truncateAt(maximumLength);
      tokenizer.checkRoomForText(variant, maximumLength);
      return tokenizer;
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** To be called before any other thread has it. */
  public void truncateAt(int maximumLength) {
    LIBRARY.setTruncation(handle, maximumLength, "LONGEST_FIRST", 0);
  }

  private void checkRoomForText(ModelVariant variant, int maximumLength) {
    int special = tokenize("").length();
    // The native code subtracts one from the other without a sign: it would never truncate.
    if (special >= maximumLength) {
      throw new InputException(
          variant.folder(),
          "a maximum length of "
              + maximumLength
              + " tokens leaves no room beside "
              + special
              + " special ones",
          "raise maximumLength in variant.json");
    }
  }

  /** The tokens of one text, truncated at the variant's maximum length. */
  public TokenizedQuery tokenize(String text) {
    // A null would end the process: the native code panics on it.
    String wellFormed = UnicodeText.wellFormed(Objects.requireNonNull(text, "query"));
    long encoding;
    try {
      encoding = LIBRARY.encode(handle, wellFormed, true);
    } catch (RuntimeException e) {
      throw new InputException(
          file, "cannot tokenise a query: " + e.getMessage(), "use the model's own tokenizer", e);
    }
    try {
      long[] ids = LIBRARY.getTokenIds(encoding);
      return new TokenizedQuery(ids, withTokenTypes ? LIBRARY.getTypeIds(encoding) : null);
    } finally {
      LIBRARY.deleteEncoding(encoding);
    }
  }

  /** Whether a text has more tokens than the variant's maximum length. */
  public boolean truncates(String text) {
    long encoding = LIBRARY.encode(handle, UnicodeText.wellFormed(text), true);
    try {
      return LIBRARY.getOverflowCount(encoding) > 0;
    } finally {
      LIBRARY.deleteEncoding(encoding);
    }
  }

  /**
   * To be called once, after the last call of {@link #tokenize}: the native code does not check.
   */
  @Override
  public void close() {
    LIBRARY.deleteTokenizer(handle);
  }
}
