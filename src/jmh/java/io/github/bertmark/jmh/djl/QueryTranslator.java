package io.github.bertmark.jmh.djl;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import io.github.bertmark.classify.Classification;
import java.util.List;

/** From a query to a model's inputs, and from its logits to the label, with DJL's own means. */
final class QueryTranslator implements NoBatchifyTranslator<String, Classification> {
  private final HuggingFaceTokenizer tokenizer;
  private final List<String> labels;
  private final boolean tokenTypes;

  QueryTranslator(HuggingFaceTokenizer tokenizer, List<String> labels, boolean tokenTypes) {
    this.tokenizer = tokenizer;
    this.labels = List.copyOf(labels);
    this.tokenTypes = tokenTypes;
  }

  @Override
  public NDList processInput(TranslatorContext context, String query) {
    Encoding encoding = tokenizer.encode(query);
    NDList inputs = new NDList();
    inputs.add(row(context, "input_ids", encoding.getIds()));
    inputs.add(row(context, "attention_mask", encoding.getAttentionMask()));
    if (tokenTypes) {
      inputs.add(row(context, "token_type_ids", encoding.getTypeIds()));
    }
    return inputs;
  }

  private static NDArray row(TranslatorContext context, String name, long[] values) {
    NDArray array = context.getNDManager().create(values, new Shape(1, values.length));
    array.setName(name);
    return array;
  }

  @Override
  public Classification processOutput(TranslatorContext context, NDList outputs) {
    float[] logits = outputs.get(0).toFloatArray();
    int top = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[top]) {
        top = i;
      }
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((double) logit - logits[top]);
    }
    return new Classification(labels.get(top), top, (float) (1 / sum));
  }
}
