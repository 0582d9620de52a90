package io.github.bertmark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bertmark.AtomicFiles;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.adapter.AdapterConfig;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.checkpoint.jar.BaseCheckpoint;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.onnx.OnnxFile;
import io.github.bertmark.tokenizer.TokenizerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The exported base, without any fine-tuning, against other implementations of it. */
@Tag("models")
class BaseModelTest {
  private static final double TOLERANCE = 1e-4;
  private static final int HIDDEN = 768;

  @TempDir static Path folder;
  private static OnnxRuns model;
  private static HuggingFaceTokenizer tokenizer;

  /** The jar of the base: as the build names it, else where Maven keeps it by default. */
  static Path jar() {
    String named = System.getProperty("bertmark.base");
    return BaseCheckpoint.BERT_BASE_UNCASED.locate(
        named == null ? null : Path.of(named),
        Path.of(System.getProperty("user.home"), ".m2", "repository"));
  }

  @BeforeAll
  static void export() throws IOException, OrtException {
    BaseCheckpoint base = BaseCheckpoint.BERT_BASE_UNCASED;
    List<Integer> layers = IntStream.range(0, 12).boxed().toList();
    VariantSource source =
        new VariantSource("bert", base.coordinates(), layers, ".", NumericForm.FLOAT32);
    ModelVariant variant = new ModelVariant(folder, "base", "Base", List.of("a", "b"), 512, source);
    LowRankAdapter head =
        new LowRankAdapter(
            new AdapterConfig(base.coordinates(), 1, 1, 0, List.of(), List.of("classifier")),
            List.of(
                FloatTensor.of("classifier.weight", List.of(2, HIDDEN), new float[2 * HIDDEN]),
                FloatTensor.of("classifier.bias", List.of(2), 0, 0)));
    try (Checkpoint checkpoint = base.open(jar(), Progress.NONE)) {
      OnnxFile file = Exporter.model(variant, source, checkpoint, head, true);
      AtomicFiles.write(variant.modelFile(), out -> file.writeTo(out, Progress.Task.NONE));
      TokenizerFile.write(variant.tokenizerFile(), checkpoint.vocabulary(), jar());
    }
    model = new OnnxRuns(variant.modelFile());
    tokenizer = HuggingFaceTokenizer.newInstance(variant.tokenizerFile());
  }

  @AfterAll
  static void close() throws OrtException {
    if (model != null) {
      model.close();
    }
    if (tokenizer != null) {
      tokenizer.close();
    }
  }

  /**
   * The values that Hugging Face's transformers expects of bert-base-uncased in its own integration
   * test (tests/models/bert/test_modeling_bert.py), for the rows and columns 1 to 3.
   */
  @Test
  void agreesWithHuggingFacesOwnTest() throws OrtException {
    long[] ids = {0, 345, 232, 328, 740, 140, 1695, 69, 6078, 1588, 2};
    long[] mask = {0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    double[][] expected = {
      {0.4249, 0.1008, 0.7531}, {0.3771, 0.1188, 0.7467}, {0.4152, 0.1098, 0.7108}
    };

    float[] hidden = run(ids, mask).get("last_hidden_state");

    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        assertThat((double) hidden[(row + 1) * HIDDEN + column + 1])
            .isCloseTo(expected[row][column], within(TOLERANCE));
      }
    }
  }

  /** The values of a PyTorch implementation that reads the same checkpoint, in float32. */
  @Test
  void agreesWithPyTorch() throws OrtException {
    long[] ids = tokenizer.encode("What is the pin number for my account?").getIds();
    assertThat(ids).containsExactly(101, 2054, 2003, 1996, 9231, 2193, 2005, 2026, 4070, 1029, 102);

    Map<String, float[]> outputs = run(ids, ones(ids.length));

    float[] hidden = outputs.get("last_hidden_state");
    assertClose(hidden, 0, -0.086474, 0.458589, 0.074211, -0.148344);
    assertClose(hidden, 10 * HIDDEN, 0.718878, 0.071924, -0.158111, 0.568069);
    assertClose(outputs.get("pooled_output"), 0, -0.921955, -0.40826, -0.530212, 0.77148);
  }

  /** As above, for every value of a file of cases. */
  @Test
  @EnabledIfSystemProperty(named = "bertmark.reference", matches = ".+")
  void agreesWithPyTorchInEveryValue() throws IOException, OrtException {
    JsonNode cases =
        new ObjectMapper()
            .readTree(Path.of(System.getProperty("bertmark.reference")).toFile())
            .get("cases");
    assertThat(cases).isNotEmpty();
    double largest = 0;
    for (JsonNode each : cases) {
      String query = each.get("query").asText();
      long[] ids = tokenizer.encode(query).getIds();
      double[] expectedIds = values(each.get("input_ids"));
      assertThat(ids)
          .as(query)
          .isEqualTo(Arrays.stream(expectedIds).mapToLong(id -> (long) id).toArray());

      Map<String, float[]> outputs = run(ids, ones(ids.length));

      float[] hidden = outputs.get("last_hidden_state");
      double[] first = values(each.get("cls_hidden_state"));
      double[] last = values(each.get("last_token_hidden_state"));
      double[] pooled = values(each.get("pooled_output"));
      largest = Math.max(largest, assertClose(hidden, 0, first));
      largest = Math.max(largest, assertClose(hidden, (ids.length - 1) * HIDDEN, last));
      largest = Math.max(largest, assertClose(outputs.get("pooled_output"), 0, pooled));
    }
    System.out.println("Largest difference to the reference: " + largest);
  }

  private static Map<String, float[]> run(long[] ids, long[] mask) throws OrtException {
    return model.run(new long[][] {ids}, new long[][] {mask}, new long[][] {new long[ids.length]});
  }

  private static long[] ones(int length) {
    long[] ones = new long[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] values(JsonNode array) {
    double[] values = new double[array.size()];
    Arrays.setAll(values, i -> array.get(i).asDouble());
    return values;
  }

  private static double assertClose(float[] actual, int start, double... expected) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[start + i]).isCloseTo(expected[i], within(TOLERANCE));
      largest = Math.max(largest, Math.abs(actual[start + i] - expected[i]));
    }
    return largest;
  }
}
