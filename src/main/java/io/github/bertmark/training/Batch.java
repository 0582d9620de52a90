package io.github.bertmark.training;

import java.util.Arrays;
import java.util.List;

/** Queries that are run together, padded to the longest of them. */
record Batch(List<EncodedQuery> queries) {
  private static final float MASKED = -10_000f;

  Batch {
    queries = List.copyOf(queries);
  }

  int size() {
    return queries.size();
  }

  /** The padded length in tokens. */
  int sequence() {
    return queries.stream().mapToInt(EncodedQuery::length).max().orElseThrow();
  }

  /** [batch * sequence], padded with 0. */
  long[] tokenIds() {
    int sequence = sequence();
    long[] ids = new long[size() * sequence];
    for (int row = 0; row < size(); row++) {
      List<Long> tokens = queries.get(row).tokenIds();
      for (int column = 0; column < tokens.size(); column++) {
        ids[row * sequence + column] = tokens.get(column);
      }
    }
    return ids;
  }

  /** [batch * sequence], to be added to the attention scores. */
  float[] additiveMask() {
    int sequence = sequence();
    float[] mask = new float[size() * sequence];
    for (int row = 0; row < size(); row++) {
      for (int column = queries.get(row).length(); column < sequence; column++) {
        mask[row * sequence + column] = MASKED;
      }
    }
    return mask;
  }

  /** [batch * sequence]: 0, 1, 2 ... in each row. */
  long[] positions() {
    int sequence = sequence();
    long[] positions = new long[size() * sequence];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i % sequence;
    }
    return positions;
  }

  /** [batch * sequence]: what each token counts in the mean over its query; padding counts 0. */
  float[] tokenShares() {
    int sequence = sequence();
    float[] shares = new float[size() * sequence];
    for (int row = 0; row < size(); row++) {
      int length = queries.get(row).length();
      Arrays.fill(shares, row * sequence, row * sequence + length, 1f / length);
    }
    return shares;
  }

  /** [batch], where each query's [CLS] stands among the batch * sequence tokens. */
  long[] firstTokens() {
    int sequence = sequence();
    long[] rows = new long[size()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = (long) row * sequence;
    }
    return rows;
  }
}
