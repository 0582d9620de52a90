package io.github.bertmark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.bertmark.AtomicFiles;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.onnx.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierGraphTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir Path models;

  /** Two layers: an attention and two skips each, one GELU each, one embedding. */
  @ParameterizedTest
  @ValueSource(strings = {"bert", "distilbert", "sentence-bert"})
  void onnxRuntimeFusesEverything(String architecture) throws IOException, OrtException {
    ModelVariant variant = TinyModels.build(models, "tiny", architecture, TinyModels.LABELS);

    assertThat(optimisedOperators(variant.modelFile(), models))
        .containsEntry("Attention", 2L)
        .containsEntry("SkipLayerNormalization", 4L)
        .containsEntry("BiasGelu", 2L)
        .containsEntry("EmbedLayerNormalization", 1L)
        .doesNotContainKeys("Softmax", "LayerNormalization", "Erf", "ReduceMean", "Where");
  }

  /** Batches of padded sequences, so that the mask and both dynamic axes matter. */
  @ParameterizedTest
  @CsvSource({
    "bert, 1",
    "bert, 2",
    "distilbert, 3",
    "distilbert, 4",
    "sentence-bert, 5",
    "sentence-bert, 6"
  })
  void computesWhatThePapersSay(String architecture, long seed) throws IOException, OrtException {
    int[] layers = {2, 0};
    VariantSource source =
        new VariantSource(architecture, "tiny:base:1", List.of(2, 0), ".", NumericForm.FLOAT32);
    TinyCheckpoint base = new TinyCheckpoint(3, seed);
    LowRankAdapter adapter = TinyModels.adapter(source, 7, seed);
    ModelVariant variant =
        new ModelVariant(models, "x", "X", List.of("a", "b", "c", "d", "e", "f", "g"), 64, source);
    OnnxFile file = Exporter.model(variant, source, base, adapter, false);
    AtomicFiles.write(variant.modelFile(), out -> file.writeTo(out, Progress.Task.NONE));
    var reference = new ReferenceForwardPass(base, adapter, architecture, layers);

    RandomGenerator random = new SplittableRandom(seed);
    try (OnnxRuns runs = new OnnxRuns(variant.modelFile())) {
      for (int sequence : new int[] {1, 2, 13, 64}) {
        int batch = random.nextInt(1, 4);
        long[][] ids = random(random, batch, sequence, base.vocabulary().size());
        long[][] types = random(random, batch, sequence, architecture.equals("bert") ? 2 : 1);
        long[][] mask = new long[batch][sequence];
        for (long[] row : mask) {
          Arrays.fill(row, 0, random.nextInt(1, sequence + 1), 1);
        }

        float[] logits = runs.run(ids, mask, types).get("logits");

        assertThat(logits).hasSize(batch * 7);
        for (int row = 0; row < batch; row++) {
          double[] expected = reference.logits(ids[row], mask[row], types[row]);
          for (int label = 0; label < 7; label++) {
            assertThat((double) logits[row * 7 + label])
                .isCloseTo(expected[label], within(TOLERANCE));
          }
        }
      }
    }
  }

  private static long[][] random(RandomGenerator random, int rows, int columns, int bound) {
    long[][] values = new long[rows][columns];
    for (long[] row : values) {
      Arrays.setAll(row, i -> random.nextInt(bound));
    }
    return values;
  }

  /** The operators of what ONNX Runtime makes of a model, counted. */
  static Map<String, Long> optimisedOperators(Path model, Path folder)
      throws OrtException, IOException {
    Path optimised = folder.resolve("optimised.onnx");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
      options.setOptimizedModelFilePath(optimised.toString());
      OrtEnvironment.getEnvironment().createSession(model.toString(), options).close();
    }
    return ModelProto.parseFrom(Files.readAllBytes(optimised)).getGraph().getNodeList().stream()
        .collect(Collectors.groupingBy(NodeProto::getOpType, Collectors.counting()));
  }
}
