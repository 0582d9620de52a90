package io.github.bertmark.onnx;

import static io.github.bertmark.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.bertmark.model.WeightForm;
import java.util.List;
import java.util.function.BinaryOperator;

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
    return bytes(name, table, (part, from) -> graph.node("Gather", part, List.of(from, ids)));
  }

  /**
   * The same of the first rows.
   *
   * @param count how many, [1]
   */
  public String firstRowsOfBytes(String name, Weight table, String count) {
    String first = graph.indices("first_row", 0);
    return bytes(
        name, table, (part, from) -> graph.node("Slice", part, List.of(from, first, count)));
  }

  private String bytes(String name, Weight table, BinaryOperator<String> select) {
    if (form.equals(WeightForm.FLOAT32)) {
      return select.apply(name, graph.weight(table));
    }
    QuantizedWeights quantized = QuantizedWeights.perRow(table);
    String integers = select.apply(name + "/integers", graph.initializer(quantized.integers()));
    String floats =
        graph.node(
            "Cast", name + "/floats", List.of(integers), attribute("to", DataType.FLOAT_VALUE));
    String scales = select.apply(name + "/scales", graph.initializer(quantized.scales()));
    return graph.node("Mul", name, List.of(floats, scales));
  }
}
