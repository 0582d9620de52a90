package io.github.bertmark.export;

import static io.github.bertmark.onnx.GraphBuilder.attribute;
import static io.github.bertmark.onnx.GraphBuilder.attributes;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.bertmark.onnx.GraphBuilder;
import java.util.List;

/** The nodes that make one vector of a text's hidden states, [batch, hidden]. */
final class PoolingNodes {
  private PoolingNodes() {}

  /** The first token's. */
  static String first(GraphBuilder graph, String hidden) {
    return graph.node(
        "Gather", "first_token", List.of(hidden, graph.index("zero", 0)), attribute("axis", 1));
  }

  /** The mean of the tokens that are attended to. */
  static String mean(GraphBuilder graph, String hidden) {
    // Another order than that of the mask of attention: a shared node would hide its pattern.
    String counts =
        graph.node(
            "Cast",
            "mean/counts",
            List.of("attention_mask"),
            attribute("to", DataType.FLOAT_VALUE));
    String rows = graph.node("Unsqueeze", "mean/rows", List.of(counts), attributes("axes", 1));
    String total = graph.node("ReduceSum", "mean/total", List.of(rows), attributes("axes", -1));
    String shares = graph.node("Div", "mean/shares", List.of(rows, total));
    String mean = graph.node("MatMul", "mean/row", List.of(shares, hidden));
    return graph.node("Squeeze", "mean", List.of(mean), attributes("axes", 1));
  }
}
