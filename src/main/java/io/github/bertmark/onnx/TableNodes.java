package io.github.bertmark.onnx;

import static io.github.bertmark.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.bertmark.model.WeightForm;
import java.util.List;

/** The nodes that look up rows of a table of embeddings, in the form that a model has it. */
public final class TableNodes {
  private final GraphBuilder graph;
  private final WeightForm form;

  public TableNodes(GraphBuilder graph, WeightForm form) {
    this.graph = graph;
    this.form = form;
  }

  /** The rows of some ids, float32. */
  public String rows(String name, Weight table, String ids) {
    if (form.blockwise()) {
      QuantizedWeights quantized = QuantizedWeights.ofTable(table, form);
      return graph.contributed(
          "GatherBlockQuantized",
          name,
          List.of(
              graph.initializer(quantized.integers()), ids, graph.initializer(quantized.scales())),
          attribute("bits", form.bits()),
          attribute("block_size", form.blockSize()),
          attribute("gather_axis", 0),
          attribute("quantize_axis", 1));
    }
    return rowsOfBytes(name, table, ids);
  }

  /** The rows of some ids, of a table that is in 8 bits if the model is quantised at all. */
  public String rowsOfBytes(String name, Weight table, String ids) {
    if (form.equals(WeightForm.FLOAT32)) {
      return graph.node("Gather", name, List.of(graph.weight(table), ids));
    }
    QuantizedWeights quantized = QuantizedWeights.perRow(table);
    String integers =
        graph.node(
            "Gather", name + "/integers", List.of(graph.initializer(quantized.integers()), ids));
    String floats =
        graph.node(
            "Cast", name + "/floats", List.of(integers), attribute("to", DataType.FLOAT_VALUE));
    String scales =
        graph.node("Gather", name + "/scales", List.of(graph.initializer(quantized.scales()), ids));
    return graph.node("Mul", name, List.of(floats, scales));
  }
}
