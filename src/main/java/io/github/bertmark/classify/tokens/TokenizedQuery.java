package io.github.bertmark.classify.tokens;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One query as the model reads it: token ids, [CLS] and [SEP] included, and token types if the
 * model wants them. The attention mask is all ones, since nothing is padded.
 *
 * <p>Keeps the arrays that the tokenizer made, without a copy; they are never written to.
 */
public final class TokenizedQuery {
  private final long[] tokenIds;
  private final long @Nullable [] tokenTypes;

  TokenizedQuery(long[] tokenIds, long @Nullable [] tokenTypes) {
    this.tokenIds = tokenIds;
    this.tokenTypes = tokenTypes;
  }

  /** How many tokens there are, after truncation. */
  public int length() {
    return tokenIds.length;
  }

  /** The token ids, as a copy. */
  public List<Long> tokenIds() {
    return Arrays.stream(tokenIds).boxed().toList();
  }

  /**
   * One of another length: what is between its first and its last token, again and again.
   *
   * @param length at least 2
   */
  public TokenizedQuery stretched(int length) {
    long[] ids = new long[length];
    int inner = Math.max(1, tokenIds.length - 2);
    for (int i = 0; i < length; i++) {
      ids[i] = i == 0 ? tokenIds[0] : tokenIds[Math.min(1 + (i - 1) % inner, tokenIds.length - 1)];
    }
    ids[length - 1] = tokenIds[tokenIds.length - 1];
    return new TokenizedQuery(ids, tokenTypes == null ? null : new long[length]);
  }

  public long[] tokenIdArray() {
    return tokenIds;
  }

  public long @Nullable [] tokenTypeArray() {
    return tokenTypes;
  }

  @Override
  public String toString() {
    return Arrays.toString(tokenIds);
  }
}
