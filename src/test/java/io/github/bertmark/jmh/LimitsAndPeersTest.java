package io.github.bertmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import io.github.bertmark.InputException;
import io.github.bertmark.classify.BenchmarkQuery;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.results.ForkRecord;
import io.github.bertmark.results.Product;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ways to run a model answer alike, and the limits are of real work. DJL's way is in {@link
 * ForkTest}: its engine must be the first in a JVM to touch ONNX Runtime.
 */
class LimitsAndPeersTest {
  @TempDir Path models;

  private PeerState peer(String way) throws Exception {
    PeerState peer = new PeerState();
    peer.variant = "tiny";
    peer.way = way;
    peer.settings =
        new ForkSettings(
            models, 1, SessionOverrides.NONE, BenchmarkQuery.TEXT, models.resolve("forks"));
    peer.open();
    return peer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert", "distilbert"})
  void waysAnswerAsTheClassifier(String architecture) throws Exception {
    ModelVariant variant = TinyModels.build(models, "tiny", architecture, TinyModels.LABELS);
    Classification answer;
    float[] logits;
    try (Classifier classifier = Classifier.open(variant, SessionSettings.ofThreads(1))) {
      answer = classifier.classify(BenchmarkQuery.TEXT);
      logits = classifier.infer(classifier.tokenize(BenchmarkQuery.TEXT));
    }
    PeerState own = peer("classify");
    assertThat(new PeerBenchmark().call(own)).isEqualTo(answer);
    own.count();
    ForkRecord record = own.record("the.Benchmark.call");
    assertThat(record.labels()).isEqualTo(Map.of(answer.label(), 1L));
    assertThat(record.variant()).isEqualTo("tiny");
    own.release();

    PeerState bare = peer("bare-run");
    FloatBuffer buffer = (FloatBuffer) bare.call();
    bare.count();
    assertThat(buffer.get(0)).isEqualTo(logits[0]);
    assertThat(bare.record("the.Benchmark.call").labels()).isEmpty();
    bare.release();
  }

  @Test
  void anUnknownWayIsRefused() throws Exception {
    assertThatThrownBy(() -> peer("telepathy"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("djl-predictor, classify or bare-run");
  }

  @Test
  void theArrayIsReadAsOftenAsAsked() throws InterruptedException {
    ReadState once = read(1);
    ReadState thrice = read(3);
    long sum = once.read();
    assertThat(sum).isPositive();
    assertThat(thrice.read()).isEqualTo(3 * sum);
    once.close();
    thrice.close();
  }

  private static ReadState read(int mebibytes) throws InterruptedException {
    ReadState state = new ReadState();
    state.arrayMiB = 1;
    state.readMiB = mebibytes;
    state.threads = 2;
    state.allocate();
    return state;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"float32:3x64x32", "int8:3x64x32", "int4-b32:3x64x32", "int8-b32:3x64x32"})
  void productsOfEveryFormRun(String product) throws OrtException {
    ProductState state = new ProductState();
    state.product = product;
    state.threads = 1;
    state.open();
    FloatBuffer result = state.multiply();
    float[] values = new float[result.capacity()];
    result.get(0, values);
    state.close();

    assertThat(values).hasSize(3 * 32);
    assertThat(values).doesNotContain(Float.NaN);
    // Activations and weights differ, so no two results are alike.
    assertThat(values).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownFormIsRefused() {
    assertThatThrownBy(() -> ProductModel.of(new Product("float8", 1, 1, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("float8:1x1x1: ");
    assertThatThrownBy(() -> Product.parse("float32:0x1x1")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Product.parse("float32")).isInstanceOf(InputException.class);
    assertThat(Product.parse("int4-b32:11x768x3072"))
        .isEqualTo(new Product("int4-b32", 11, 768, 3072));
  }
}
