package io.github.bertmark.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An ONNX graph under construction: nodes and constants in it, large weights beside it. */
public final class GraphBuilder {
  /** The domain of ONNX Runtime's own operators. */
  public static final String CONTRIBUTED = "com.microsoft";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final List<Initializer> initializers = new ArrayList<>();
  private final Set<String> constants = new HashSet<>();

  public GraphBuilder(String name) {
    graph.setName(name);
  }

  /** A graph that is written again: all of it, but for nodes and initializers. */
  public GraphBuilder(GraphProto former) {
    graph.mergeFrom(former).clearNode().clearInitializer();
  }

  /** Adds a node as it is. */
  public void node(NodeProto node) {
    graph.addNode(node);
  }

  /** Declares an input of token ids or the like, int64 with named axes. */
  public String input(String name, String... axes) {
    graph.addInput(value(name, TensorProto.DataType.INT64, axes));
    return name;
  }

  /** Declares an output, float32; an axis is a name or a size. */
  public void output(String name, String... axes) {
    graph.addOutput(value(name, TensorProto.DataType.FLOAT, axes));
  }

  /** Adds a node with one output, which gets the node's name. */
  public String node(
      String operator, String name, List<String> inputs, AttributeProto... attributes) {
    node(operator, name, inputs, List.of(name), attributes);
    return name;
  }

  /** Adds a node of ONNX's operators with several outputs. */
  public void node(
      String operator,
      String name,
      List<String> inputs,
      List<String> outputs,
      AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
  }

  /** Adds a node of ONNX Runtime's own operators; an input that is left out is empty. */
  public String contributed(
      String operator, String name, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setDomain(CONTRIBUTED)
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(List.of(attributes)));
    return name;
  }

  /** A weight as the input of a node. */
  public String weight(Weight weight) {
    return initializer(Initializer.of(weight));
  }

  /** A large constant as the input of a node. */
  public String initializer(Initializer initializer) {
    initializers.add(initializer);
    return initializer.name();
  }

  /** A scalar float32; the same name is the same constant. */
  public String constant(String name, float value) {
    if (constants.add(name)) {
      graph.addInitializer(
          TensorProto.newBuilder()
              .setName(name)
              .setDataType(TensorProto.DataType.FLOAT.getNumber())
              .addFloatData(value));
    }
    return name;
  }

  /** A constant as it is, of any type. */
  public void constant(TensorProto tensor) {
    graph.addInitializer(tensor);
  }

  /** A scalar int64. */
  public String index(String name, long value) {
    return integers(name, List.of(), value);
  }

  /** A vector of int64, such as a shape. */
  public String indices(String name, long... values) {
    return integers(name, List.of((long) values.length), values);
  }

  private String integers(String name, List<Long> shape, long... values) {
    if (constants.add(name)) {
      TensorProto.Builder tensor =
          TensorProto.newBuilder()
              .setName(name)
              .setDataType(TensorProto.DataType.INT64.getNumber())
              .addAllDims(shape);
      for (long value : values) {
        tensor.addInt64Data(value);
      }
      graph.addInitializer(tensor);
    }
    return name;
  }

  public static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  public static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  public static AttributeProto attributes(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, String... axes) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    for (String axis : axes) {
      if (Character.isDigit(axis.charAt(0))) {
        tensor.getShapeBuilder().addDimBuilder().setDimValue(Long.parseLong(axis));
      } else {
        tensor.getShapeBuilder().addDimBuilder().setDimParam(axis);
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** The graph without its weights. */
  public GraphProto graph() {
    return graph.build();
  }

  /** The large constants, in the order in which they were used. */
  public List<Initializer> initializers() {
    return List.copyOf(initializers);
  }

  /** Whether there is a node of ONNX Runtime's own operators. */
  public boolean usesContributedOperators() {
    return graph.getNodeList().stream().anyMatch(node -> node.getDomain().equals(CONTRIBUTED));
  }
}
