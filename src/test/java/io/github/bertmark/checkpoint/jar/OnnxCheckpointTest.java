package io.github.bertmark.checkpoint.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.FloatTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxCheckpointTest {
  private static final String TOKENIZER =
      """
      {"model": {"type": "WordPiece", "vocab": {"b": 1, "a": 0, "c": 2}}}
      """;

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void nameJar() {
    jar = folder.resolve("encoder.jar");
  }

  /** With a product that has no weight, and a weight that is of no encoder. */
  @Test
  void namesWeightsByTheirLayers() throws IOException {
    write(graph(TensorProto.DataType.FLOAT, 24), TOKENIZER);

    Checkpoint checkpoint = OnnxCheckpoint.open(jar);

    assertThat(checkpoint.names())
        .containsExactlyInAnyOrder(
            "bert.embeddings.LayerNorm.bias", "bert.encoder.layer.0.output.dense.weight");
    FloatTensor weight = checkpoint.tensor("bert.encoder.layer.0.output.dense.weight");
    assertThat(weight.shape()).containsExactly(2, 3);
    assertThat(weight.toArray()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(checkpoint.vocabulary()).containsExactly("a", "b", "c");
    assertThat(checkpoint.sha256()).isEqualTo(Digests.sha256(jar));
    assertThatThrownBy(() -> checkpoint.tensor("bert.pooler.dense.bias"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(jar + ": holds no tensor bert.pooler.dense.bias; ");
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT, 20, bert.embeddings.LayerNorm.bias: 20 bytes do not hold float32",
    "FLOAT16, 12, it holds no BERT weights"
  })
  void weightsThatCannotBeReadAreRefused(TensorProto.DataType type, int bytes, String cause)
      throws IOException {
    write(graph(type, bytes), TOKENIZER);

    assertRefused("is corrupt: " + cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                        | the ids of its vocabulary are not 0, 1, 2",
        "{\"model\": {\"vocab\": {\"a\": 0, \"b\": 2}}}  | the ids of its vocabulary are not",
        "{\"model\": {\"vocab\": {\"a\": 0, \"b\": 0}}}  | the ids of its vocabulary are not",
        "{\"model\": {\"vocab\": {\"a\": \"x\"}}}        | the ids of its vocabulary are not",
        "{\"model\":                                | (tokenizer.json): "
      })
  void aVocabularyWithGapsIsRefused(String tokenizer, String cause) throws IOException {
    write(graph(TensorProto.DataType.FLOAT, 24), tokenizer);

    assertRefused(cause);
  }

  @Test
  void whatIsNoSuchJarIsRefused() throws IOException {
    assertRefused("no such file");
    zip(Map.of("README", new byte[3]));
    assertRefused("is corrupt: it holds no .onnx");
    zip(Map.of("model.onnx", graph(TensorProto.DataType.FLOAT, 24).toByteArray()));
    assertRefused("is corrupt: it holds no tokenizer.json");
    zip(Map.of("model.onnx", "no graph".getBytes(StandardCharsets.UTF_8)));
    assertRefused("is corrupt: ");
    write(graph(TensorProto.DataType.FLOAT, 24), TOKENIZER);
    byte[] whole = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
    assertRefused("is corrupt: ");
    assertThatThrownBy(() -> BaseCheckpoint.ALL_MINILM_L6_V2.open(jar, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("encoder.jar: is truncated or not dev.langchain4j:");
  }

  private void assertRefused(String cause) {
    assertThatThrownBy(() -> OnnxCheckpoint.open(jar))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(jar.toString())
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }

  private static ModelProto graph(TensorProto.DataType type, int bytes) {
    ByteBuffer values = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      values.putFloat(i);
    }
    ByteString raw = ByteString.copyFrom(values.array()).substring(0, bytes);
    return ModelProto.newBuilder()
        .setGraph(
            GraphProto.newBuilder()
                .addInitializer(tensor("embeddings.LayerNorm.bias", type, raw, 6L))
                .addInitializer(tensor("onnx::MatMul_7", type, raw, 2L, 3L))
                .addInitializer(tensor("other.bias", type, raw, 6L))
                .addNode(product("/encoder/layer.0/output/dense/MatMul", "onnx::MatMul_7"))
                .addNode(product("/encoder/layer.0/attention/self/MatMul", "scores")))
        .build();
  }

  private static TensorProto tensor(
      String name, TensorProto.DataType type, ByteString raw, Long... shape) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(type.getNumber())
        .addAllDims(List.of(shape))
        .setRawData(raw)
        .build();
  }

  private static NodeProto product(String name, String operand) {
    return NodeProto.newBuilder()
        .setOpType("MatMul")
        .setName(name)
        .addInput("x")
        .addInput(operand)
        .addOutput(name + "_output")
        .build();
  }

  private void write(ModelProto model, String tokenizer) throws IOException {
    zip(
        Map.of(
            "encoder.onnx",
            model.toByteArray(),
            "encoder-tokenizer.json",
            tokenizer.getBytes(StandardCharsets.UTF_8)));
  }

  private void zip(Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }
}
