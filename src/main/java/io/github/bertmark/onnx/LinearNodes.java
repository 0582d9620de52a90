package io.github.bertmark.onnx;

import static io.github.bertmark.onnx.GraphBuilder.attribute;

import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.WeightForm;
import java.util.List;

/** The nodes of a linear layer, x W + b, in the form that a model has it. */
public final class LinearNodes {
  /** MatMulNBits quantises activations to 8 bits, block by block, where it has a kernel for it. */
  private static final long INT8_ACTIVATIONS = 4;

  private final GraphBuilder graph;
  private final NumericForm form;

  public LinearNodes(GraphBuilder graph, NumericForm form) {
    this.graph = graph;
    this.form = form;
  }

  /** A linear layer in the form of its group. */
  public String linear(String group, String name, String x, Weight weight, Weight bias) {
    String product = product(form.ofGroup(group), name + "/product", x, weight);
    return graph.node("Add", name, List.of(product, graph.weight(bias)));
  }

  /** A linear layer so small, or so close to the answer, that it stays as it is. */
  public String inFloat32(String name, String x, Weight weight, Weight bias) {
    String product = product(WeightForm.FLOAT32, name + "/product", x, weight);
    return graph.node("Add", name, List.of(product, graph.weight(bias)));
  }

  /** The form of a group of layers. */
  public WeightForm form(String group) {
    return form.ofGroup(group);
  }

  /** The product of activations and a weight [inputs, outputs]. */
  public String product(WeightForm weightForm, String name, String x, Weight weight) {
    if (weightForm.equals(WeightForm.FLOAT32)) {
      return graph.node("MatMul", name, List.of(x, graph.weight(weight)));
    }
    if (!weightForm.blockwise()) {
      QuantizedWeights quantized = QuantizedWeights.perChannel(weight);
      return graph.contributed(
          "DynamicQuantizeMatMul",
          name,
          List.of(
              x, graph.initializer(quantized.integers()), graph.initializer(quantized.scales())));
    }
    QuantizedWeights quantized = QuantizedWeights.ofLinear(weight, weightForm);
    return graph.contributed(
        "MatMulNBits",
        name,
        List.of(x, graph.initializer(quantized.integers()), graph.initializer(quantized.scales())),
        attribute("K", weight.shape().get(0)),
        attribute("N", weight.shape().get(1)),
        attribute("accuracy_level", INT8_ACTIVATIONS),
        attribute("bits", weightForm.bits()),
        attribute("block_size", weightForm.blockSize()));
  }
}
