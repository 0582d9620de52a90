package io.github.bertmark.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtException;
import io.github.bertmark.AtomicFiles;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.adapter.AdapterConfig;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.checkpoint.jar.OnnxCheckpoint;
import io.github.bertmark.checkpoint.weights.Safetensors;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.onnx.OnnxFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Encoders that others published as ONNX files, made by PyTorch: their weights, saved as a
 * checkpoint or taken as a base and exported here, give the hidden states that ONNX Runtime gives
 * for the originals.
 */
@Tag("models")
class PublishedEncodersTest {
  private static final double TOLERANCE = 1e-4;
  private static final int TEXTS = 50;
  private static final String ARTIFACT = "langchain4j-embeddings-%s";
  private static final String VERSION = "0.36.2";
  private static final String BASE = "dev.langchain4j:encoder:" + VERSION;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "all-minilm-l6-v2, all-minilm-l6-v2, 6",
    "bge-small-en-v15, bge-small-en-v1.5, 12",
    "e5-small-v2, e5-small-v2, 12",
  })
  void giveTheSameHiddenStates(String artifact, String file, int layers)
      throws IOException, OrtException {
    Path original = unpack(artifact, file + ".onnx");
    Path tokenizer = unpack(artifact, file + "-tokenizer.json");
    Checkpoint encoder = OnnxCheckpoint.open(jar(artifact));
    Path checkpoint = folder.resolve("checkpoint.onnx");
    try (PretrainedModel model = PretrainedModel.open(save(tensors(encoder), layers), null)) {
      OnnxFile onnx = model.file(NumericForm.FLOAT32, true);
      AtomicFiles.write(checkpoint, out -> onnx.writeTo(out, Progress.Task.NONE));
    }
    Path base = export(encoder, layers);
    int width = encoder.tensor("bert.embeddings.word_embeddings.weight").shape().get(1);
    Differences differences = new Differences(width);
    try (OnnxRuns theirs = new OnnxRuns(original);
        OnnxRuns ofCheckpoint = new OnnxRuns(checkpoint);
        OnnxRuns ofBase = new OnnxRuns(base)) {
      List<long[]> texts = texts(tokenizer);
      int first = 0;
      for (int batch = 1; first < texts.size(); first += batch, batch++) {
        List<long[]> rows = texts.subList(first, Math.min(texts.size(), first + batch));
        int length = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
        long[][] ids = new long[rows.size()][];
        long[][] mask = new long[rows.size()][length];
        for (int row = 0; row < ids.length; row++) {
          ids[row] = Arrays.copyOf(rows.get(row), length);
          Arrays.fill(mask[row], 0, rows.get(row).length, 1);
        }
        long[][] types = new long[rows.size()][length];
        int size = ids.length * length * width;
        float[] expected =
            theirs.run(ids, mask, types).values().stream()
                .filter(values -> values.length == size)
                .findFirst()
                .orElseThrow();
        differences.ofTokens(
            expected, ofCheckpoint.run(ids, mask, types).get("last_hidden_state"), mask);
        Map<String, float[]> ours = ofBase.run(ids, mask, types);
        differences.ofTokens(expected, ours.get("last_hidden_state"), mask);
        differences.ofMeans(expected, ours.get("pooled_output"), mask);
      }
    }
    System.out.printf("%s: largest difference of hidden states %.2g%n", file, differences.largest);
    assertThat(differences.largest).isLessThan(TOLERANCE);
  }

  /** The largest so far. */
  private static final class Differences {
    private final int width;
    private double largest;

    Differences(int width) {
      this.width = width;
    }

    /** Of hidden states [batch, length, width], where the mask is 1. */
    void ofTokens(float[] expected, float[] found, long[][] mask) {
      int length = mask[0].length;
      for (int i = 0; i < expected.length; i++) {
        if (mask[i / (length * width)][i / width % length] == 1) {
          largest = Math.max(largest, Math.abs(found[i] - expected[i]));
        }
      }
    }

    /** Of what ReLU leaves of their means, [batch, width]. */
    void ofMeans(float[] hidden, float[] found, long[][] mask) {
      int length = mask[0].length;
      for (int i = 0; i < found.length; i++) {
        double sum = 0;
        for (int token = 0; token < length; token++) {
          int row = i / width * length + token;
          sum += mask[i / width][token] * hidden[row * width + i % width];
        }
        double mean = sum / Arrays.stream(mask[i / width]).sum();
        largest = Math.max(largest, Math.abs(found[i] - Math.max(0, mean)));
      }
    }
  }

  /** What a student starts from, before it is trained. */
  private Path export(Checkpoint encoder, int layers) throws IOException {
    int width = encoder.tensor("bert.embeddings.word_embeddings.weight").shape().get(1);
    VariantSource source =
        new VariantSource(
            "sentence-bert",
            BASE,
            IntStream.range(0, layers).boxed().toList(),
            ".",
            NumericForm.FLOAT32);
    ModelVariant variant = new ModelVariant(folder, "base", "Base", List.of("a", "b"), 512, source);
    OnnxFile onnx = Exporter.model(variant, source, encoder, identity(width), true);
    AtomicFiles.write(variant.modelFile(), out -> onnx.writeTo(out, Progress.Task.NONE));
    return variant.modelFile();
  }

  private static Path jar(String artifact) {
    String name = ARTIFACT.formatted(artifact);
    String repository =
        System.getProperty(
            "bertmark.repository",
            Path.of(System.getProperty("user.home"), ".m2", "repository").toString());
    return Path.of(repository, "dev/langchain4j", name, VERSION, name + "-" + VERSION + ".jar");
  }

  private Path unpack(String artifact, String file) throws IOException {
    Path target = folder.resolve(file);
    try (ZipFile zip = new ZipFile(jar(artifact).toFile())) {
      ZipEntry entry = zip.getEntry(file);
      try (InputStream in = zip.getInputStream(entry)) {
        Files.copy(in, target);
      }
    }
    return target;
  }

  /** As checkpoints are saved, with linear layers output x input. */
  private static Map<String, FloatTensor> tensors(Checkpoint encoder) {
    Map<String, FloatTensor> tensors = new TreeMap<>();
    for (String name : encoder.names()) {
      FloatTensor tensor = encoder.tensor(name);
      boolean linear = tensor.shape().size() == 2 && !name.startsWith("bert.embeddings.");
      tensors.put(name, linear ? tensor.transposed() : tensor);
    }
    return tensors;
  }

  /** An adapter that leaves the encoder as it is, with heads that pass on or give nothing. */
  private static LowRankAdapter identity(int width) {
    float[] identity = new float[width * width];
    for (int i = 0; i < width; i++) {
      identity[i * width + i] = 1;
    }
    return new LowRankAdapter(
        new AdapterConfig(BASE, 1, 1, 0, List.of(), List.of("classifier")),
        List.of(
            FloatTensor.of("pre_classifier.weight", List.of(width, width), identity),
            FloatTensor.of("pre_classifier.bias", List.of(width), new float[width]),
            FloatTensor.of("classifier.weight", List.of(2, width), new float[2 * width]),
            FloatTensor.of("classifier.bias", List.of(2), 0, 0)));
  }

  /** Saves them as a checkpoint, with a head of zeros. */
  private Path save(Map<String, FloatTensor> encoder, int layers) throws IOException {
    Map<String, FloatTensor> tensors = new TreeMap<>(encoder);
    List<Integer> words = tensors.get("bert.embeddings.word_embeddings.weight").shape();
    int hidden = words.get(1);
    for (String name : List.of("bert.pooler.dense", "classifier")) {
      int outputs = name.equals("classifier") ? 2 : hidden;
      tensors.put(
          name + ".weight",
          FloatTensor.of(name + ".weight", List.of(outputs, hidden), new float[outputs * hidden]));
      tensors.put(
          name + ".bias", FloatTensor.of(name + ".bias", List.of(outputs), new float[outputs]));
    }
    Path checkpoint = Files.createDirectories(folder.resolve("checkpoint"));
    Safetensors.write(checkpoint.resolve("model.safetensors"), tensors.values(), ElementType.F32);
    Json.write(
        checkpoint.resolve("config.json"),
        Map.of(
            "model_type",
            "bert",
            "hidden_size",
            hidden,
            "num_hidden_layers",
            layers,
            "num_attention_heads",
            12,
            "intermediate_size",
            4 * hidden,
            "vocab_size",
            words.get(0),
            "max_position_embeddings",
            512,
            "type_vocab_size",
            2,
            "layer_norm_eps",
            1e-12));
    return checkpoint;
  }

  /** Lines of the README, from a few words to paragraphs. */
  private static List<long[]> texts(Path tokenizer) throws IOException {
    try (HuggingFaceTokenizer words = HuggingFaceTokenizer.newInstance(tokenizer);
        Stream<String> lines = Files.lines(Path.of("README.md"))) {
      List<long[]> texts =
          lines
              .filter(line -> !line.isBlank())
              .limit(TEXTS)
              .map(words::encode)
              .map(text -> Arrays.copyOf(text.getIds(), tokens(text.getAttentionMask())))
              .toList();
      assertThat(texts).hasSize(TEXTS);
      return texts;
    }
  }

  private static int tokens(long[] mask) {
    return (int) Arrays.stream(mask).sum();
  }
}
