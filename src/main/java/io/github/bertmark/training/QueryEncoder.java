package io.github.bertmark.training;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.github.bertmark.InputException;
import io.github.bertmark.classify.tokens.NativeCode;
import io.github.bertmark.dataset.LabelledQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns labelled queries into token ids and label indices. */
final class QueryEncoder implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final Map<String, Integer> labels = new HashMap<>();

  /**
   * @param labels in the order of the logits
   */
  QueryEncoder(Path tokenizerFile, List<String> labels, int maximumLength) throws IOException {
    NativeCode.load();
    tokenizer =
        HuggingFaceTokenizer.builder()
            .optTokenizerPath(tokenizerFile)
            .optMaxLength(maximumLength)
            .optTruncation(true)
            .optPadding(false)
            .build();
    for (String label : labels) {
      this.labels.put(label, this.labels.size());
    }
  }

  /** The queries of one split, numbered in its order. */
  List<EncodedQuery> encode(List<LabelledQuery> queries) {
    List<EncodedQuery> encoded = new ArrayList<>(queries.size());
    for (LabelledQuery query : queries) {
      encoded.add(new EncodedQuery(encoded.size(), tokenIds(query.text()), index(query.label())));
    }
    return encoded;
  }

  /** Texts under one label, for their logits alone. */
  List<EncodedQuery> encode(List<String> texts, String label) {
    return encode(texts.stream().map(text -> new LabelledQuery(text, label)).toList());
  }

  private int index(String label) {
    Integer index = labels.get(label);
    if (index == null) {
      throw new InputException(
          label, "the data set has a label that the model lacks", "add it to the variant's labels");
    }
    return index;
  }

  private List<Long> tokenIds(String text) {
    return Arrays.stream(tokenizer.encode(text).getIds()).boxed().toList();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
