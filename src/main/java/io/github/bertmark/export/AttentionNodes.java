package io.github.bertmark.export;

import static io.github.bertmark.export.GraphBuilder.attribute;
import static io.github.bertmark.export.GraphBuilder.attributes;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.bertmark.checkpoint.LayerPart;
import io.github.bertmark.model.WeightForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of self-attention, from the hidden state to the context before the output layer: in
 * float32 as the pattern that ONNX Runtime turns into Attention, with int8 weights as QAttention,
 * with block-wise weights as one product and MultiHeadAttention.
 */
final class AttentionNodes {
  /** What is added to the score of a masked token; the matcher wants this value. */
  private static final float MASKED = -10_000;

  private final GraphBuilder graph;
  private final LinearNodes linears;
  private final Architecture architecture;
  private final ModelWeights weights;
  private @Nullable String floatMask;
  private @Nullable String integerMask;

  AttentionNodes(
      GraphBuilder graph, LinearNodes linears, Architecture architecture, ModelWeights weights) {
    this.graph = graph;
    this.linears = linears;
    this.architecture = architecture;
    this.weights = weights;
  }

  /**
   * The context of each token.
   *
   * @param form of the layers of query, key and value
   * @param hidden [batch, sequence, hidden]
   */
  String context(int layer, WeightForm form, String prefix, String hidden) {
    if (form.equals(WeightForm.FLOAT32)) {
      return inFloat32(layer, prefix, hidden);
    }
    Weight weight = joined(layer, prefix + "qkv_weight", true);
    Weight bias = joined(layer, prefix + "qkv_bias", false);
    return form.blockwise()
        ? blockwise(form, prefix, hidden, weight, bias)
        : perChannel(prefix, hidden, weight, bias);
  }

  private Weight joined(int layer, String name, boolean matrices) {
    return Weight.beside(
        name,
        List.of(LayerPart.QUERY, LayerPart.KEY, LayerPart.VALUE).stream()
            .map(
                part ->
                    matrices ? weights.linear(layer, part) : weights.vector(layer, part, "bias"))
            .toList());
  }

  private String perChannel(String prefix, String hidden, Weight weight, Weight bias) {
    String integers = prefix + "input_quantized";
    String scale = prefix + "input_scale";
    String zero = prefix + "input_zero_point";
    graph.node(
        "DynamicQuantizeLinear",
        prefix + "quantize",
        List.of(hidden),
        List.of(integers, scale, zero));
    QuantizedWeights quantized = QuantizedWeights.perChannel(weight);
    return graph.contributed(
        "QAttention",
        prefix + "context",
        List.of(
            integers,
            graph.initializer(quantized.integers()),
            graph.weight(bias),
            scale,
            graph.initializer(quantized.scales()),
            integerMask(),
            zero),
        attribute("num_heads", architecture.heads()));
  }

  private String blockwise(
      WeightForm form, String prefix, String hidden, Weight weight, Weight bias) {
    String product = linears.product(form, prefix + "qkv", hidden, weight);
    List<String> parts = List.of(prefix + "query", prefix + "key", prefix + "value");
    graph.node("Split", prefix + "split", List.of(product), parts, attribute("axis", 2));
    return graph.contributed(
        "MultiHeadAttention",
        prefix + "context",
        List.of(parts.get(0), parts.get(1), parts.get(2), graph.weight(bias), integerMask()),
        attribute("num_heads", architecture.heads()));
  }

  private String inFloat32(int layer, String prefix, String hidden) {
    String query = heads(layer, prefix + "query", LayerPart.QUERY, hidden, 0, 2, 1, 3);
    String key = heads(layer, prefix + "key", LayerPart.KEY, hidden, 0, 2, 3, 1);
    String value = heads(layer, prefix + "value", LayerPart.VALUE, hidden, 0, 2, 1, 3);
    String products = graph.node("MatMul", prefix + "products", List.of(query, key));
    String scale = graph.constant("sqrt_head_size", (float) Math.sqrt(Architecture.HEAD_SIZE));
    String scaled = graph.node("Div", prefix + "scaled", List.of(products, scale));
    String scores = graph.node("Add", prefix + "scores", List.of(scaled, floatMask()));
    String shares = graph.node("Softmax", prefix + "shares", List.of(scores), attribute("axis", 3));
    String mixed = graph.node("MatMul", prefix + "mixed", List.of(shares, value));
    String turned =
        graph.node("Transpose", prefix + "turned", List.of(mixed), attributes("perm", 0, 2, 1, 3));
    String shape = graph.indices("hidden_shape", 0, 0, architecture.hidden());
    return graph.node("Reshape", prefix + "context", List.of(turned, shape));
  }

  /** Projects to heads: [batch, sequence, hidden] to the order of axes of batch, token, head. */
  private String heads(int layer, String name, LayerPart part, String hidden, long... order) {
    String product =
        linears.product(WeightForm.FLOAT32, name + "/product", hidden, weights.linear(layer, part));
    String bias = graph.weight(weights.vector(layer, part, "bias"));
    String projected = graph.node("Add", name, List.of(product, bias));
    String shape = graph.indices("head_shape", 0, 0, architecture.heads(), Architecture.HEAD_SIZE);
    String split = graph.node("Reshape", name + "/split", List.of(projected, shape));
    return graph.node("Transpose", name + "/heads", List.of(split), attributes("perm", order));
  }

  /** 0 for each token to attend to and {@link #MASKED} for others, [batch, 1, 1, sequence]. */
  private String floatMask() {
    if (floatMask == null) {
      String rows =
          graph.node("Unsqueeze", "mask/rows", List.of("attention_mask"), attributes("axes", 1));
      String heads = graph.node("Unsqueeze", "mask/heads", List.of(rows), attributes("axes", 2));
      String floats = cast("mask/float", heads, TensorProto.DataType.FLOAT);
      String inverse = graph.node("Sub", "mask/inverse", List.of(graph.constant("one", 1), floats));
      floatMask = graph.node("Mul", "mask", List.of(inverse, graph.constant("masked", MASKED)));
    }
    return floatMask;
  }

  /** 1 for each token to attend to and 0 for others, int32 [batch, sequence]. */
  private String integerMask() {
    if (integerMask == null) {
      integerMask = cast("mask/integer", "attention_mask", TensorProto.DataType.INT32);
    }
    return integerMask;
  }

  private String cast(String name, String x, TensorProto.DataType type) {
    return graph.node("Cast", name, List.of(x), attribute("to", type.getNumber()));
  }
}
