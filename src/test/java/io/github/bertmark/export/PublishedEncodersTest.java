package io.github.bertmark.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtException;
import io.github.bertmark.AtomicFiles;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.Safetensors;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.onnx.OnnxFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Encoders that others published as ONNX files, made by PyTorch: their weights, saved as a
 * checkpoint and exported here, give the hidden states that ONNX Runtime gives for the originals.
 */
@Tag("models")
class PublishedEncodersTest {
  private static final double TOLERANCE = 1e-4;
  private static final int TEXTS = 50;
  private static final String ARTIFACT = "langchain4j-embeddings-%s";
  private static final String VERSION = "0.36.2";

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
    Map<String, FloatTensor> tensors = tensors(original);
    int width = tensors.get("embeddings.word_embeddings.weight").shape().get(1);
    Path exported = folder.resolve("exported.onnx");
    try (PretrainedModel model = PretrainedModel.open(save(tensors, layers), null)) {
      OnnxFile onnx = model.file(NumericForm.FLOAT32, true);
      AtomicFiles.write(exported, out -> onnx.writeTo(out, Progress.Task.NONE));
    }
    double largest = 0;
    try (OnnxRuns theirs = new OnnxRuns(original);
        OnnxRuns ours = new OnnxRuns(exported)) {
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
        float[] found = ours.run(ids, mask, types).get("last_hidden_state");
        for (int i = 0; i < size; i++) {
          if (mask[i / (length * width)][i / width % length] == 1) {
            largest = Math.max(largest, Math.abs(found[i] - expected[i]));
          }
        }
      }
    }
    System.out.printf("%s: largest difference of hidden states %.2g%n", file, largest);
    assertThat(largest).isLessThan(TOLERANCE);
  }

  private Path unpack(String artifact, String file) throws IOException {
    String name = ARTIFACT.formatted(artifact);
    String repository =
        System.getProperty(
            "bertmark.repository",
            Path.of(System.getProperty("user.home"), ".m2", "repository").toString());
    Path jar = Path.of(repository, "dev/langchain4j", name, VERSION, name + "-" + VERSION + ".jar");
    Path target = folder.resolve(file);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(file);
      try (InputStream in = zip.getInputStream(entry)) {
        Files.copy(in, target);
      }
    }
    return target;
  }

  /** Under Hugging Face's names, which those of nodes tell where the exporter made up its own. */
  private static Map<String, FloatTensor> tensors(Path model) throws IOException {
    ModelProto proto = ModelProto.parseFrom(Files.readAllBytes(model));
    Map<String, FloatTensor> all = new HashMap<>();
    for (TensorProto tensor : proto.getGraph().getInitializerList()) {
      if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
        List<Integer> shape = tensor.getDimsList().stream().map(Math::toIntExact).toList();
        String name = tensor.getName();
        all.put(name, new FloatTensor(name, shape, tensor.getRawData().asReadOnlyByteBuffer()));
      }
    }
    Map<String, FloatTensor> tensors = new TreeMap<>();
    all.forEach(
        (name, tensor) -> {
          if (name.startsWith("embeddings.") || name.startsWith("encoder.")) {
            tensors.put(name, tensor);
          }
        });
    for (NodeProto node : proto.getGraph().getNodeList()) {
      FloatTensor weight = node.getInputCount() < 2 ? null : all.get(node.getInput(1));
      if (node.getOpType().equals("MatMul") && weight != null) {
        String name =
            node.getName().replaceFirst("^/", "").replace('/', '.').replace(".MatMul", ".weight");
        FloatTensor turned = weight.transposed();
        tensors.put(name, new FloatTensor(name, turned.shape(), turned.bytes()));
      }
    }
    return tensors;
  }

  /** Saves them as a checkpoint, with a head of zeros. */
  private Path save(Map<String, FloatTensor> encoder, int layers) throws IOException {
    Map<String, FloatTensor> tensors = new TreeMap<>(encoder);
    List<Integer> words = tensors.get("embeddings.word_embeddings.weight").shape();
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
