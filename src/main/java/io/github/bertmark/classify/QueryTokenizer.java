package io.github.bertmark.classify;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.github.bertmark.InputException;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The first stage: a variant's {@code tokenizer.json} in Hugging Face's tokenizers library, by way
 * of DJL.
 */
final class QueryTokenizer implements AutoCloseable {
  private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

  static {
    // DJL reports home from cloud machines and may fetch native code from the network unless told
    // to stay offline. Whoever set the property has decided; nobody has to know of it.
    if (System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
  }

  private final Path file;
  private final HuggingFaceTokenizer tokenizer;
  private final long handle;
  private final boolean withTokenTypes;

  private QueryTokenizer(Path file, HuggingFaceTokenizer tokenizer, boolean withTokenTypes) {
    this.file = file;
    this.tokenizer = tokenizer;
    this.handle = tokenizer.getHandle();
    this.withTokenTypes = withTokenTypes;
  }

  /**
   * Reads a variant's tokenizer.
   *
   * @param withTokenTypes whether the model has an input for them
   * @throws InputException if the file is missing or damaged, or its special tokens alone fill the
   *     variant's maximum length
   */
  static QueryTokenizer open(ModelVariant variant, boolean withTokenTypes) {
    Path file = variant.tokenizerFile();
    if (!Files.isRegularFile(file)) {
      throw new InputException(file, "no such file", WaysOut.missing(variant));
    }
    String length = Integer.toString(variant.maximumLength());
    Map<String, String> options =
        Map.of(
            "addSpecialTokens", "true",
            "padding", "false",
            "truncation", "true",
            "stride", "0",
            "maxLength", length,
            "modelMaxLength", length);
    HuggingFaceTokenizer tokenizer;
    try {
      tokenizer = HuggingFaceTokenizer.newInstance(file, options);
    } catch (IOException e) {
      throw new InputException(
          file, "cannot be read: " + e.getMessage(), WaysOut.missing(variant), e);
    } catch (RuntimeException e) {
      throw new InputException(
          file, "is not a tokenizer: " + e.getMessage(), WaysOut.damaged(variant), e);
    }
    QueryTokenizer opened = new QueryTokenizer(file, tokenizer, withTokenTypes);
    try {
      opened.checkRoomForText(variant);
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void checkRoomForText(ModelVariant variant) {
    int special = tokenize("").length();
    // The native library computes maximum - special without a sign, so such a variant would never
    // truncate.
    if (special >= variant.maximumLength()) {
      throw new InputException(
          variant.folder(),
          "a maximum length of "
              + variant.maximumLength()
              + " leaves no room beside "
              + special
              + " special tokens",
          "raise maximumLength in variant.json");
    }
  }

  /** The tokens of one text, truncated at the variant's maximum length. */
  TokenizedQuery tokenize(String text) {
    String wellFormed = UnicodeText.wellFormed(text);
    // HuggingFaceTokenizer.encode would also fetch the tokens' texts, words, spans and masks: six
    // more
    // native calls and two objects a token that nobody reads.
    long encoding;
    try {
      encoding = LIBRARY.encode(handle, wellFormed, true);
    } catch (RuntimeException e) {
      throw new InputException(
          file,
          "cannot tokenise a query: " + e.getMessage(),
          "use a tokenizer with an unknown token",
          e);
    }
    try {
      long[] ids = LIBRARY.getTokenIds(encoding);
      return new TokenizedQuery(ids, withTokenTypes ? LIBRARY.getTypeIds(encoding) : null);
    } finally {
      LIBRARY.deleteEncoding(encoding);
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
