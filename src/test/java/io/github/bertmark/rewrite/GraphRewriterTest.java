package io.github.bertmark.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphRewriterTest {
  @TempDir Path folder;

  /** The relative error of the logits, the root of the mean square over random texts. */
  @ParameterizedTest
  @CsvSource({
    "bert, int8, 0.1",
    "bert, int8-block-32, 0.06",
    "bert, int4-block-32, 0.5",
    "distilbert, int8, 0.1",
    "distilbert, int4-block-16, 0.5"
  })
  void logitsStayCloseToThoseOfFloat32(String architecture, String form, double most)
      throws Exception {
    ModelVariant tiny = TinyModels.build(folder, "tiny", architecture, TinyModels.LABELS);
    Path other = folder.resolve("other.onnx");

    GraphRewriter.write(tiny.modelFile(), NumericForm.of(form), other, Progress.NONE);

    assertThat(Files.size(other)).isLessThan(Files.size(tiny.modelFile()) / 2);
    SplittableRandom random = new SplittableRandom(5);
    double error = 0;
    double square = 0;
    for (int text = 0; text < 20; text++) {
      long[] ids = random.longs(3 + text, 5, 100).toArray();
      float[] expected = logits(tiny.modelFile(), ids);
      float[] found = logits(other, ids);
      for (int i = 0; i < expected.length; i++) {
        error += Math.pow(found[i] - expected[i], 2);
        square += Math.pow(expected[i], 2);
      }
    }
    assertThat(Math.sqrt(error / square)).isLessThan(most);
  }

  /** As PyTorch writes a linear layer of a 2-D input; the bias and the head stay as they are. */
  @Test
  void aGemmIsAMatMulAndItsBias() throws Exception {
    Path onnx = folder.resolve("gemm.onnx");
    Files.write(onnx, gemms(64, 32).toByteArray());
    Path other = folder.resolve("other.onnx");

    GraphRewriter.write(onnx, NumericForm.of("int8-block-32"), other, Progress.NONE);

    GraphProto graph = ModelProto.parseFrom(Files.readAllBytes(other)).getGraph();
    assertThat(graph.getNodeList())
        .extracting(NodeProto::getOpType)
        .contains("MatMulNBits")
        .anyMatch(operator -> operator.endsWith("Gemm"));
    float[] expected = logits(onnx, 1, 2, 3);
    assertThat(logits(other, 1, 2, 3)).hasSameSizeAs(expected);
    assertThat(logits(other, 1, 2, 3)[1])
        .isCloseTo(expected[1], org.assertj.core.data.Offset.offset(0.05f));
  }

  @Test
  void theSameFileGivesTheSameBytes() throws IOException {
    ModelVariant tiny = TinyModels.build(folder, "tiny");
    Path first = folder.resolve("first.onnx");
    Path second = folder.resolve("second.onnx");

    GraphRewriter.write(tiny.modelFile(), NumericForm.of("int8"), first, Progress.NONE);
    GraphRewriter.write(tiny.modelFile(), NumericForm.of("int8"), second, Progress.NONE);

    assertThat(second).hasSameBinaryContentAs(first);
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("tiny", "first.onnx", "second.onnx");
    }
  }

  @Test
  void weightsInFilesBesideTheGraphAreTakenIn() throws IOException {
    ModelVariant tiny = TinyModels.build(folder, "tiny");
    Path apart = Files.createDirectories(folder.resolve("apart")).resolve("model.onnx");
    ModelProto whole = ModelProto.parseFrom(Files.readAllBytes(tiny.modelFile()));
    GraphProto.Builder graph = whole.getGraph().toBuilder();
    ByteArrayOutputStream beside = new ByteArrayOutputStream();
    for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
      if (tensor.getRawData().size() > 1000) {
        for (String entry :
            List.of(
                "location=weights.bin",
                "offset=" + beside.size(),
                "length=" + tensor.getRawData().size())) {
          String[] parts = entry.split("=", -1);
          tensor.addExternalData(
              StringStringEntryProto.newBuilder().setKey(parts[0]).setValue(parts[1]));
        }
        tensor.getRawData().writeTo(beside);
        tensor.clearRawData().setDataLocation(TensorProto.DataLocation.EXTERNAL);
      }
    }
    Files.write(apart.resolveSibling("weights.bin"), beside.toByteArray());
    Files.write(apart, whole.toBuilder().setGraph(graph).build().toByteArray());
    Path expected = folder.resolve("expected.onnx");
    Path found = folder.resolve("found.onnx");

    GraphRewriter.write(tiny.modelFile(), NumericForm.of("int4-block-32"), expected, Progress.NONE);
    GraphRewriter.write(apart, NumericForm.of("int4-block-32"), found, Progress.NONE);

    assertThat(found).hasSameBinaryContentAs(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"int8", "int4-block-32"})
  void whatIsQuantisedAlreadyIsRefused(String form) throws IOException {
    ModelVariant tiny =
        TinyModels.build(folder, "tiny", "bert", TinyModels.LABELS, NumericForm.of(form));
    Path target = folder.resolve("other.onnx");

    assertThatThrownBy(
            () ->
                GraphRewriter.write(
                    tiny.modelFile(), NumericForm.of("int8"), target, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is quantised already: it has a ");
    assertThat(target).doesNotExist();
  }

  @Test
  void whatHasNoLargeWeightsIsRefused() throws IOException {
    Path onnx = folder.resolve("gemm.onnx");
    Files.write(onnx, gemms(0, 32).toByteArray());

    assertThatThrownBy(
            () ->
                GraphRewriter.write(
                    onnx, NumericForm.of("int8"), folder.resolve("other.onnx"), Progress.NONE))
        .hasMessageContaining("has no weights that could be had in fewer bits");
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    Path onnx = Files.writeString(folder.resolve("no.onnx"), "no model");

    assertThatThrownBy(
            () ->
                GraphRewriter.write(
                    onnx, NumericForm.of("int8"), folder.resolve("other.onnx"), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no.onnx: cannot be loaded");
  }

  /**
   * A sum of float inputs through one linear layer, or none, and a head.
   *
   * @param inner the width between the two; 0 for the head alone
   */
  private static ModelProto gemms(int inner, int width) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("gemms");
    graph.addInput(value("input_ids", TensorProto.DataType.INT64, 0));
    graph.addNode(
        node("Cast", "floats", "input_ids")
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("to")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(TensorProto.DataType.FLOAT_VALUE)));
    graph.addInitializer(tensor("spread", 3, width, 1));
    graph.addNode(node("MatMul", "x", "floats", "spread"));
    String last = "x";
    if (inner > 0) {
      graph.addInitializer(tensor("first", inner, width, 2));
      graph.addInitializer(vector("bias", inner));
      graph.addNode(
          node("Gemm", "hidden", "x", "first", "bias")
              .addAttribute(
                  AttributeProto.newBuilder()
                      .setName("transB")
                      .setType(AttributeProto.AttributeType.INT)
                      .setI(1)));
      graph.addNode(node("Tanh", "tanh", "hidden"));
      last = "tanh";
    }
    int columns = inner > 0 ? inner : width;
    graph.addInitializer(tensor("head", columns, 2, 3));
    graph.addInitializer(vector("head_bias", 2));
    graph.addNode(node("Gemm", "logits", last, "head", "head_bias"));
    graph.addOutput(value("logits", TensorProto.DataType.FLOAT, 2));
    return ModelProto.newBuilder()
        .setIrVersion(7)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(14))
        .setGraph(graph)
        .build();
  }

  private static NodeProto.Builder node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private static TensorProto tensor(String name, int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addDims(rows)
            .addDims(columns);
    for (int i = 0; i < rows * columns; i++) {
      tensor.addFloatData((float) random.nextGaussian(0, 0.2));
    }
    return tensor.build();
  }

  private static TensorProto vector(String name, int size) {
    TensorProto matrix = tensor(name, 1, size, 9);
    return matrix.toBuilder().clearDims().addDims(size).build();
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, int width) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
    TensorShapeProto.Dimension.Builder second = TensorShapeProto.Dimension.newBuilder();
    shape.addDim(width == 0 ? second.setDimValue(3) : second.setDimValue(width));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }

  private static float[] logits(Path onnx, long... ids) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(onnx.toString(), options)) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      for (String name : session.getInputNames()) {
        long[] values = ids.clone();
        java.util.Arrays.setAll(
            values, i -> name.equals("input_ids") ? ids[i] : name.equals("attention_mask") ? 1 : 0);
        inputs.put(
            name,
            OnnxTensor.createTensor(
                environment, LongBuffer.wrap(values), new long[] {1, ids.length}));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return ((float[][]) result.get("logits").orElseThrow().getValue())[0];
      } finally {
        inputs.values().forEach(OnnxTensor::close);
      }
    }
  }
}
