package io.github.bertmark.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.github.bertmark.AtomicFiles;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.model.WeightForm;
import io.github.bertmark.onnx.OnnxFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantised graphs of tiny models. */
class QuantizedGraphTest {
  private static final List<String> LABELS = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final long SEED = 5;

  @TempDir Path folder;

  /**
   * Against the papers' formulas in double precision, on padded batches. The bounds are on the
   * error's length over the logits' and tell 4 bits from 8: a graph that is wrong anywhere is off
   * by 1 or so.
   */
  @ParameterizedTest
  @CsvSource({
    // All in float32, but by ONNX Runtime's own operators, and the first token alone.
    "bert, float32, float32, pooler, float32, 1e-5",
    "distilbert, float32, float32, pooler, float32, 1e-5",
    "sentence-bert, float32, float32, pooler, float32, 1e-5",
    "bert, int8, int8, , , 0.15",
    "sentence-bert, int8, int8, , , 0.15",
    "sentence-bert, int4-block-32, int4-block-32, , , 0.4",
    "distilbert, int8, int8, , , 0.15",
    "distilbert, int8, int8, layer.1.output, int8-block-32, 0.15",
    "bert, int8-block-32, int8-block-32, , , 0.05",
    "bert, int8, int8, layer.0.attention, float32, 0.15",
    "bert, int4-block-16, int4-block-16, , , 0.4",
    "distilbert, int4-block-32, int4-block-32, , , 0.4",
    "distilbert, int4-block-64, int8, layer.0.attention, int8, 0.4",
  })
  void computesAboutWhatThePapersSay(
      String architecture,
      String linear,
      String embeddings,
      String group,
      String form,
      double bound)
      throws IOException, OrtException {
    NumericForm numeric = new NumericForm(WeightForm.of(linear), WeightForm.of(embeddings), null);
    if (group != null) {
      numeric = numeric.with(group, WeightForm.of(form));
    }
    VariantSource source = source(architecture, numeric);
    ModelVariant variant = write(source);
    try (TinyCheckpoint base = new TinyCheckpoint(2, SEED);
        OnnxRuns runs = new OnnxRuns(variant.modelFile())) {
      LowRankAdapter adapter = TinyModels.adapter(source, LABELS.size(), SEED);
      var reference = new ReferenceForwardPass(base, adapter, architecture, 0, 1);
      RandomGenerator random = new SplittableRandom(SEED);
      double error = 0;
      double length = 0;
      for (int sequence : new int[] {1, 2, 13, 40}) {
        long[][] ids = random(random, 3, sequence, base.vocabulary().size());
        long[][] types = random(random, 3, sequence, architecture.equals("bert") ? 2 : 1);
        long[][] mask = new long[3][sequence];
        for (long[] row : mask) {
          Arrays.fill(row, 0, random.nextInt(1, sequence + 1), 1);
        }
        float[] logits = runs.run(ids, mask, types).get("logits");
        for (int row = 0; row < ids.length; row++) {
          double[] expected = reference.logits(ids[row], mask[row], types[row]);
          for (int label = 0; label < expected.length; label++) {
            error += Math.pow(logits[row * expected.length + label] - expected[label], 2);
            length += Math.pow(expected[label], 2);
          }
        }
      }
      assertThat(Math.sqrt(error / length)).isLessThan(bound);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "int8, QAttention, DynamicQuantizeMatMul",
    "int4-block-32, MultiHeadAttention, MatMulNBits",
    "int8-block-32, MultiHeadAttention, MatMulNBits"
  })
  void runsInFusedOperators(String linear, String attention, String product)
      throws IOException, OrtException {
    WeightForm form = WeightForm.of(linear);
    ModelVariant variant = write(source("distilbert", new NumericForm(form, form, null)));

    Map<String, Long> operators =
        ClassifierGraphTest.optimisedOperators(variant.modelFile(), folder);

    assertThat(operators)
        .containsEntry(attention, 2L)
        .containsEntry("SkipLayerNormalization", 5L)
        .containsEntry("BiasGelu", 2L)
        .doesNotContainKeys("Softmax", "LayerNormalization", "Erf", "ReduceMean", "Attention");
    assertThat(operators.get(product)).isBetween(7L, 9L);
  }

  /**
   * If this fails, the exporter writes other bytes than it did: raise {@code Exporter.VERSION}, so
   * that models that were built before are built anew, and then put the new digests here. They are
   * the same on every JDK and machine.
   */
  @ParameterizedTest
  @CsvSource({
    "float32, float32, 3, fdcf6449e5d148507939b8f40ecc2a1d910679cd72aeb79fa4a2bec3b521ecb8",
    "int8, int8, 3, 2a2d0476b331ba03069e23248fd42e23c67f47b7412c539a1405f9c155cb0abc",
    "int4-block-32, int4-block-32, 3, ff728936b7c2a40319bd156b95f2f74f1e706031397cd5d787215a566d5b0c74",
    "int8-block-64, int8, 3, 513b41c4bf448e90e6a8ad99aed0119088a107e5539d1ca76c392023e4550312"
  })
  void otherBytesAreAnotherVersion(String linear, String embeddings, String version, String sha256)
      throws IOException {
    NumericForm form = new NumericForm(WeightForm.of(linear), WeightForm.of(embeddings), null);

    String built = Digests.sha256(write(source("bert", form)).modelFile());

    assertThat(List.of(Exporter.VERSION, built)).containsExactly(version, sha256);
  }

  @Test
  void aBlockSizeThatDoesNotFitIsRefused() {
    NumericForm form =
        new NumericForm(WeightForm.of("int4-block-256"), WeightForm.FLOAT32, new TreeMap<>());

    Assertions.assertThatThrownBy(() -> write(source("bert", form)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its 128 columns are no whole number of blocks of 256; choose");
  }

  private static VariantSource source(String architecture, NumericForm form) {
    return new VariantSource(architecture, "tiny:base:1", List.of(0, 1), ".", form);
  }

  private ModelVariant write(VariantSource source) throws IOException {
    ModelVariant variant = new ModelVariant(folder, "x", "X", LABELS, 64, source);
    try (TinyCheckpoint base = new TinyCheckpoint(2, SEED)) {
      LowRankAdapter adapter = TinyModels.adapter(source, LABELS.size(), SEED);
      OnnxFile file = Exporter.model(variant, source, base, adapter, false);
      AtomicFiles.write(variant.modelFile(), out -> file.writeTo(out, Progress.Task.NONE));
    }
    return variant;
  }

  private static long[][] random(RandomGenerator random, int rows, int columns, int bound) {
    long[][] values = new long[rows][columns];
    for (long[] row : values) {
      Arrays.setAll(row, i -> random.nextInt(bound));
    }
    return values;
  }
}
