package io.github.bertmark.rewrite;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.onnx.GraphBuilder;
import io.github.bertmark.onnx.Weight;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The constant tensors of a graph, and which of them are still wanted. */
final class Constants {
  private final Map<String, TensorProto> tensors = new LinkedHashMap<>();
  private final Set<String> kept = new HashSet<>();

  Constants(GraphProto graph) {
    graph.getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
    graph.getOutputList().forEach(output -> kept.add(output.getName()));
    for (NodeProto node : graph.getNodeList()) {
      // What graphs within a graph use is not looked up.
      if (node.getAttributeList().stream()
          .anyMatch(attribute -> attribute.hasG() || attribute.getGraphsCount() > 0)) {
        kept.addAll(tensors.keySet());
      }
    }
  }

  /**
   * A float32 matrix.
   *
   * @param as the name of what is made of it
   * @return null if there is no such constant
   */
  @Nullable Weight matrix(String name, String as, boolean transposed) {
    TensorProto tensor = tensors.get(name);
    if (tensor == null
        || tensor.getDimsCount() != 2
        || tensor.getDataType() != DataType.FLOAT_VALUE) {
      return null;
    }
    FloatTensor values = values(tensor);
    if (!transposed) {
      return new Weight(as, values.shape(), () -> values);
    }
    List<Integer> shape = List.of(values.shape().get(1), values.shape().get(0));
    return new Weight(as, shape, values::transposed);
  }

  private static FloatTensor values(TensorProto tensor) {
    List<Integer> shape = tensor.getDimsList().stream().map(Math::toIntExact).toList();
    if (tensor.hasRawData()) {
      return new FloatTensor(tensor.getName(), shape, tensor.getRawData().asReadOnlyByteBuffer());
    }
    float[] values = new float[tensor.getFloatDataCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.getFloatData(i);
    }
    return FloatTensor.of(tensor.getName(), shape, values);
  }

  /** These are used by a node that stays. */
  void keep(List<String> names) {
    kept.addAll(names);
  }

  void addKeptTo(GraphBuilder graph) {
    tensors.values().stream()
        .filter(tensor -> kept.contains(tensor.getName()))
        .forEach(graph::constant);
  }
}
