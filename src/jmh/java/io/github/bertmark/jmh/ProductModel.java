package io.github.bertmark.jmh;

import static io.github.bertmark.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.github.bertmark.InputException;
import io.github.bertmark.machine.Product;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ONNX model of one node, a matrix product with random weights, in the form that the exporter
 * writes: input {@code x} [rows, inner], output {@code y} [rows, columns], both float32.
 */
final class ProductModel {
  private static final int IR_VERSION = 7;
  private static final int OPSET = 12;

  /** Of MatMulNBits: activations in 8 bits. */
  private static final int ACCURACY_INT8 = 4;

  private static final Pattern BLOCKS = Pattern.compile("int([48])-b(\\d{1,4})");

  private final Product product;
  private final SplittableRandom random = new SplittableRandom(1);
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("product");

  private ProductModel(Product product) {
    this.product = product;
  }

  /**
   * The model as the bytes of its file.
   *
   * @throws InputException if the product's form is none that an exporter writes
   */
  static byte[] of(Product product) {
    ProductModel model = new ProductModel(product);
    model.build();
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1))
        .setGraph(model.graph)
        .build()
        .toByteArray();
  }

  private void build() {
    graph.addInput(value("x", product.rows(), product.inner()));
    graph.addOutput(value("y", product.rows(), product.columns()));
    Matcher blocks = BLOCKS.matcher(product.form());
    if (product.form().equals("float32")) {
      floats("weights", product.inner(), product.columns());
      graph.addNode(node("MatMul", "", "x", "weights"));
    } else if (product.form().equals("int8") || product.form().equals("uint8")) {
      int type = product.form().equals("int8") ? 3 : 2;
      bytes("weights", type, product.inner(), product.columns());
      floats("scales", product.columns());
      graph.addNode(node("DynamicQuantizeMatMul", "com.microsoft", "x", "weights", "scales"));
    } else if (blocks.matches()) {
      blocks(Integer.parseInt(blocks.group(1)), Integer.parseInt(blocks.group(2)));
    } else {
      throw new InputException(
          product.text(), "has an unknown form", "use float32, int8, uint8 or int4-b32");
    }
  }

  private void blocks(int bits, int block) {
    int perColumn = (product.inner() + block - 1) / block;
    bytes("weights", 2, product.columns(), perColumn, block * bits / Byte.SIZE);
    floats("scales", product.columns() * perColumn);
    graph.addNode(
        node("MatMulNBits", "com.microsoft", "x", "weights", "scales").toBuilder()
            .addAttribute(attribute("K", product.inner()))
            .addAttribute(attribute("N", product.columns()))
            .addAttribute(attribute("bits", bits))
            .addAttribute(attribute("block_size", block))
            .addAttribute(attribute("accuracy_level", ACCURACY_INT8)));
  }

  private void floats(String name, int... shape) {
    ByteBuffer values =
        ByteBuffer.allocate(Math.multiplyExact(elements(shape), Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      values.putFloat((float) random.nextDouble(0.001, 0.02));
    }
    add(name, 1, values.array(), shape);
  }

  private void bytes(String name, int type, int... shape) {
    byte[] values = new byte[elements(shape)];
    random.nextBytes(values);
    add(name, type, values, shape);
  }

  private void add(String name, int type, byte[] values, int... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type)
            .setRawData(ByteString.copyFrom(values));
    for (int size : shape) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
  }

  private static int elements(int... shape) {
    int elements = 1;
    for (int size : shape) {
      elements = Math.multiplyExact(elements, size);
    }
    return elements;
  }

  private static NodeProto node(String operator, String domain, String... inputs) {
    NodeProto.Builder node =
        NodeProto.newBuilder().setOpType(operator).setName("product").setDomain(domain);
    for (String input : inputs) {
      node.addInput(input);
    }
    return node.addOutput("y").build();
  }

  private static ValueInfoProto value(String name, int rows, int columns) {
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
    tensor.getShapeBuilder().addDimBuilder().setDimValue(rows);
    tensor.getShapeBuilder().addDimBuilder().setDimValue(columns);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
