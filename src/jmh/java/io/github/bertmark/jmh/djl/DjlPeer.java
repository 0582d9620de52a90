package io.github.bertmark.jmh.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.tokens.NativeCode;
import io.github.bertmark.classify.tokens.TokenizerText;
import io.github.bertmark.model.ModelVariant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A variant the way that DJL's users serve it: its {@code Predictor} on its ONNX Runtime engine,
 * with its tokenizer. The translator between them is ours, since DJL's own for text classification
 * needs an operation that this engine lacks.
 */
public final class DjlPeer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final Model model;
  private final Predictor<String, Classification> predictor;

  private DjlPeer(
      HuggingFaceTokenizer tokenizer, Model model, Predictor<String, Classification> predictor) {
    this.tokenizer = tokenizer;
    this.model = model;
    this.predictor = predictor;
  }

  public static DjlPeer open(ModelVariant variant, int threads)
      throws IOException, MalformedModelException {
    byte[] text = TokenizerText.read(variant).getBytes(StandardCharsets.UTF_8);
    NativeCode.load();
    HuggingFaceTokenizer tokenizer =
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(text),
            Map.of("maxLength", Integer.toString(variant.maximumLength()), "truncation", "true"));
    Model model = Model.newInstance("model", "OnnxRuntime");
    model.load(
        variant.folder().toAbsolutePath(),
        "model",
        Map.of("intraOpNumThreads", Integer.toString(threads), "interOpNumThreads", "1"));
    boolean tokenTypes = model.describeInput().keys().contains("token_type_ids");
    return new DjlPeer(
        tokenizer,
        model,
        model.newPredictor(new QueryTranslator(tokenizer, variant.labels(), tokenTypes)));
  }

  public Classification classify(String query) throws TranslateException {
    return predictor.predict(query);
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
    tokenizer.close();
  }
}
