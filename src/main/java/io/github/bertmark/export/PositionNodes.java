package io.github.bertmark.export;

import static io.github.bertmark.onnx.GraphBuilder.attribute;
import static io.github.bertmark.onnx.GraphBuilder.attributes;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.bertmark.onnx.GraphBuilder;
import java.util.List;

/** The nodes that number a row's tokens, from {@code input_ids}. */
final class PositionNodes {
  private PositionNodes() {}

  /** The row of position embeddings of each token, [batch, sequence]. */
  static String ids(GraphBuilder graph, Architecture architecture) {
    return architecture.countsFromPadding()
        ? fromPadding(graph, architecture.padding())
        : fromZero(graph);
  }

  /** 0, 1, 2 ... for each row of the batch. */
  private static String fromZero(GraphBuilder graph) {
    String shape = graph.node("Shape", "position_ids/shape", List.of("input_ids"));
    String length =
        graph.node("Gather", "position_ids/length", List.of(shape, graph.index("one_index", 1)));
    String range =
        graph.node(
            "Range",
            "position_ids/range",
            List.of(graph.index("zero", 0), length, graph.index("one_index", 1)));
    String row = graph.node("Unsqueeze", "position_ids/row", List.of(range), attributes("axes", 0));
    return graph.node("Expand", "position_ids", List.of(row, shape));
  }

  /** The padding's id, plus 1, 2, 3 ... for tokens that are no padding. */
  private static String fromPadding(GraphBuilder graph, int padding) {
    String id = graph.index("padding", padding);
    String isPadding = graph.node("Equal", "position_ids/padding", List.of("input_ids", id));
    String isToken = graph.node("Not", "position_ids/token", List.of(isPadding));
    String ones =
        graph.node(
            "Cast", "position_ids/ones", List.of(isToken), attribute("to", DataType.INT64_VALUE));
    String sums =
        graph.node("CumSum", "position_ids/sums", List.of(ones, graph.index("one_index", 1)));
    String counts = graph.node("Mul", "position_ids/counts", List.of(sums, ones));
    return graph.node("Add", "position_ids", List.of(counts, id));
  }
}
