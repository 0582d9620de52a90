package io.github.bertmark.training;

import java.util.List;

/**
 * A query as the model sees it.
 *
 * @param index its place in its split
 * @param tokenIds with [CLS] and [SEP]
 * @param label index of its label
 */
record EncodedQuery(int index, List<Long> tokenIds, int label) {
  EncodedQuery {
    tokenIds = List.copyOf(tokenIds);
  }

  int length() {
    return tokenIds.size();
  }
}
