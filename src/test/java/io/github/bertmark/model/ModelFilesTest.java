package io.github.bertmark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesTest {
  @TempDir Path models;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(models.resolve("mine"));
  }

  private ModelFiles files() throws IOException {
    return ModelFiles.of(variant(null));
  }

  private ModelVariant variant(VariantSource source) {
    return new ModelVariant(folder, "mine", "Mine", List.of("no", "yes"), 64, source);
  }

  private void write(GraphProto.Builder graph) throws IOException {
    write(ModelProto.newBuilder().setGraph(graph));
  }

  private void write(ModelProto.Builder model) throws IOException {
    Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
  }

  private void writeNaming(String location) throws IOException {
    write(GraphProto.newBuilder().addInitializer(external(location)));
  }

  private static TensorProto external(String location) {
    return TensorProto.newBuilder()
        .setName("w")
        .addExternalData(entry("offset", "0"))
        .addExternalData(entry("location", location))
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static NodeProto.Builder node(AttributeProto.Builder attribute) {
    return NodeProto.newBuilder().setOpType("If").addAttribute(attribute.setName("a"));
  }

  @Test
  void aModelInOneFileIsThatFile() throws IOException {
    TensorProto weight =
        TensorProto.newBuilder().setRawData(ByteString.copyFrom(new byte[5000])).build();
    write(GraphProto.newBuilder().addInitializer(weight));
    Path onnx = folder.resolve("model.onnx");

    assertThat(files().sha256()).isEqualTo(Digests.sha256(onnx));
    assertThat(files().bytes()).isEqualTo(Files.size(onnx));
  }

  @Test
  void everyFileThatIsNamedCountsOnce() throws IOException {
    writeNaming("weights.bin");
    GraphProto.Builder graph = GraphProto.newBuilder().addInitializer(external("weights.bin"));
    write(graph.addInitializer(external("sub/../weights.bin")));
    Path weights = Files.write(folder.resolve("weights.bin"), new byte[100]);
    String before = files().sha256();

    assertThat(files().bytes()).isEqualTo(Files.size(folder.resolve("model.onnx")) + 100);
    byte[] flipped = new byte[100];
    flipped[99] = 1;
    Files.write(weights, flipped);
    assertThat(files().sha256()).isNotEqualTo(before).hasSize(64);
  }

  /** Wherever the format has a tensor. */
  @Test
  void allTensorsAreLookedAt() throws IOException {
    GraphProto.Builder inner =
        GraphProto.newBuilder()
            .addNode(node(AttributeProto.newBuilder().addTensors(external("7"))))
            .addSparseInitializer(SparseTensorProto.newBuilder().setIndices(external("6")));
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addInitializer(external("1"))
            .addSparseInitializer(SparseTensorProto.newBuilder().setValues(external("2")))
            .addNode(node(AttributeProto.newBuilder().setT(external("3"))))
            .addNode(node(AttributeProto.newBuilder().setG(inner)))
            .addNode(
                node(
                    AttributeProto.newBuilder()
                        .addGraphs(GraphProto.newBuilder().addInitializer(external("4")))))
            .addNode(
                node(
                    AttributeProto.newBuilder()
                        .setSparseTensor(SparseTensorProto.newBuilder().setValues(external("5")))));
    write(
        ModelProto.newBuilder()
            .setGraph(graph)
            .addFunctions(
                FunctionProto.newBuilder()
                    .addNode(node(AttributeProto.newBuilder().setT(external("8"))))));

    assertThat(ExternalData.locations(folder.resolve("model.onnx")))
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/hostname", "../other.bin", "sub/../../other.bin", "link", "", "."})
  void whatIsOutsideOfTheFolderIsRefused(String location) throws IOException {
    Path other = Files.write(models.resolve("other.bin"), new byte[1]);
    Files.createSymbolicLink(folder.resolve("link"), other);
    writeNaming(location);

    assertRefused("'" + location + "': is outside of the model's folder; ");
  }

  @Test
  void whatIsNoRegularFileIsRefused() throws IOException {
    writeNaming("weights.bin");
    assertRefused("is missing; ");
    Files.createDirectory(folder.resolve("weights.bin"));
    assertRefused("is no regular file; ");
    writeNaming("a\0b");
    assertRefused("is no file name; ");
  }

  @Test
  void aDamagedGraphIsRefused() throws IOException {
    writeNaming("weights.bin");
    byte[] bytes = Files.readAllBytes(folder.resolve("model.onnx"));
    Files.write(folder.resolve("model.onnx"), Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused("is no ONNX file, or cut off");

    GraphProto graph = GraphProto.getDefaultInstance();
    for (int depth = 0; depth < 60; depth++) {
      graph =
          GraphProto.newBuilder().addNode(node(AttributeProto.newBuilder().setG(graph))).build();
    }
    write(graph.toBuilder());
    assertRefused("nested too deeply");
  }

  @Test
  void aModelThatWasAlteredSinceItWasBuiltIsTold() throws IOException {
    VariantSource source = new VariantSource("bert", "g:a:1", List.of(0), ".", NumericForm.FLOAT32);
    write(GraphProto.newBuilder().setName("built"));
    String built = files().sha256();
    new ExportStamp("inputs", built, files().bytes(), "tokenizer").write(variant(source));
    assertThat(ModelFiles.of(variant(source)).checkedSha256()).isEqualTo(built);

    write(GraphProto.newBuilder().setName("other"));

    assertThatThrownBy(() -> ModelFiles.of(variant(source)).checkedSha256())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model.onnx: was altered since it was built (its SHA-256 is ")
        .hasMessageContaining(built);
    Json.write(folder.resolve("model.onnx.json"), List.of());
    assertThat(ModelFiles.of(variant(source)).checkedSha256()).isEqualTo(files().sha256());
  }

  private void assertRefused(String cause) {
    assertThatThrownBy(this::files)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve("model.onnx").toString())
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }
}
