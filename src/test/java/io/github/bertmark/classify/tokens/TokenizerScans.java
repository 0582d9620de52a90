package io.github.bertmark.classify.tokens;

import io.github.bertmark.Json;
import java.io.IOException;
import java.nio.file.Path;

/** The part of a tokenizer's judgement that is Java's, for tests of other packages. */
public final class TokenizerScans {
  private TokenizerScans() {}

  /** Whether a file is of BERT's plain form. */
  public static boolean isPlain(Path file) throws IOException {
    return Json.scan(Json.bytes(file, ""), PlainTokenizer::is, file, "");
  }
}
