package io.github.bertmark.export;

import static io.github.bertmark.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.bertmark.checkpoint.Activation;
import io.github.bertmark.checkpoint.LayerPart;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.WeightForm;
import io.github.bertmark.onnx.GraphBuilder;
import io.github.bertmark.onnx.LinearNodes;
import io.github.bertmark.onnx.QuantizedWeights;
import io.github.bertmark.onnx.TableNodes;
import io.github.bertmark.onnx.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a quantised encoder in ONNX Runtime's own operators, as its optimiser, which does
 * not look for patterns around quantised layers, would have fused them.
 */
final class FusedNodes implements EncoderNodes {
  private static final List<LayerPart> ATTENTION_INPUTS =
      List.of(LayerPart.QUERY, LayerPart.KEY, LayerPart.VALUE);

  private final GraphBuilder graph;
  private final Architecture architecture;
  private final ClassifierWeights weights;
  private final NumericForm form;
  private final LinearNodes linears;
  private final String mask;

  FusedNodes(
      GraphBuilder graph, Architecture architecture, ClassifierWeights weights, NumericForm form) {
    this.graph = graph;
    this.architecture = architecture;
    this.weights = weights;
    this.form = form;
    this.linears = new LinearNodes(graph, form);
    this.mask =
        graph.node(
            "Cast", "mask", List.of("attention_mask"), attribute("to", DataType.INT32_VALUE));
  }

  @Override
  public String embeddings() {
    TableNodes tables = new TableNodes(graph, form.embeddings());
    String words =
        tables.rows("embeddings/word", weights.embeddings("word_embeddings"), "input_ids");
    // A short table: smaller than 8 bits would save nothing to speak of.
    String positions =
        tables.rowsOfBytes(
            "embeddings/position", weights.positions(), PositionNodes.ids(graph, architecture));
    if (architecture.hasTokenTypes()) {
      String types =
          graph.node(
              "Gather",
              "embeddings/token_type",
              List.of(graph.weight(weights.embeddings("token_type_embeddings")), "token_type_ids"));
      positions = graph.node("Add", "embeddings/position_and_type", List.of(positions, types));
    }
    return skipNorm("embeddings/norm", weights.embeddingsNorm(), List.of(words, positions));
  }

  @Override
  public String context(int layer, String prefix, String hidden) {
    WeightForm inputs = form.ofGroup("layer." + layer + ".attention");
    Weight weight =
        Weight.beside(
            prefix + "weight",
            ATTENTION_INPUTS.stream().map(part -> weights.linear(layer, part)).toList());
    Weight bias =
        Weight.beside(
            prefix + "bias",
            ATTENTION_INPUTS.stream().map(part -> weights.bias(layer, part)).toList());
    if (inputs.blockwise()) {
      return blockwise(inputs, prefix, hidden, weight, bias);
    }
    return inputs.equals(WeightForm.INT8)
        ? perChannel(prefix, hidden, weight, bias)
        : attention(
            "Attention", prefix, List.of(hidden, graph.weight(weight), graph.weight(bias), mask));
  }

  private String perChannel(String prefix, String hidden, Weight weight, Weight bias) {
    String integers = prefix + "input_quantized";
    String scale = prefix + "input_scale";
    String zero = prefix + "input_zero_point";
    graph.node(
        "DynamicQuantizeLinear", prefix + "input", List.of(hidden), List.of(integers, scale, zero));
    QuantizedWeights quantized = QuantizedWeights.perChannel(weight);
    return attention(
        "QAttention",
        prefix,
        List.of(
            integers,
            graph.initializer(quantized.integers()),
            graph.weight(bias),
            scale,
            graph.initializer(quantized.scales()),
            mask,
            zero));
  }

  private String blockwise(
      WeightForm inputs, String prefix, String hidden, Weight weight, Weight bias) {
    String product = linears.product(inputs, prefix + "inputs", hidden, weight);
    List<String> parts = List.of(prefix + "query", prefix + "key", prefix + "value");
    graph.node("Split", prefix + "split", List.of(product), parts, attribute("axis", 2));
    return attention(
        "MultiHeadAttention",
        prefix,
        List.of(parts.get(0), parts.get(1), parts.get(2), graph.weight(bias), mask));
  }

  private String attention(String operator, String prefix, List<String> inputs) {
    return graph.contributed(
        operator, prefix + "context", inputs, attribute("num_heads", architecture.heads()));
  }

  @Override
  public String biasActivation(String prefix, String product, Weight bias) {
    Activation activation = architecture.activation();
    String name = prefix + activation;
    return switch (activation) {
      case GELU -> graph.contributed("BiasGelu", name, List.of(product, graph.weight(bias)));
      case GELU_BY_TANH ->
          graph.contributed("FastGelu", name, List.of(product, graph.weight(bias)));
      default -> {
        String x = graph.node("Add", prefix + "intermediate", List.of(product, graph.weight(bias)));
        yield activation(name, activation, x);
      }
    };
  }

  @Override
  public String activation(String name, Activation activation, String x) {
    return activation == Activation.GELU
        ? graph.contributed("Gelu", name, List.of(x))
        : ActivationNodes.add(graph, activation, name, x);
  }

  @Override
  public String addAndNormalise(
      String linear, String name, String product, Weight bias, String around, Norm norm) {
    return skipNorm(name, norm, List.of(product, around, graph.weight(bias)));
  }

  /** The first token, [batch, 1, hidden]. */
  @Override
  public String needed(String name, String x) {
    String first = graph.indices("first", 0);
    return graph.node("Gather", name, List.of(x, first), attribute("axis", 1));
  }

  /** The layer normalisation of a sum of two, and of a bias if there is a third. */
  private String skipNorm(String name, Norm norm, List<String> summands) {
    List<String> inputs = new ArrayList<>(summands.subList(0, 2));
    inputs.add(graph.weight(norm.scale()));
    inputs.add(graph.weight(norm.shift()));
    inputs.addAll(summands.subList(2, summands.size()));
    return graph.contributed(
        "SkipLayerNormalization", name, inputs, attribute("epsilon", architecture.epsilon()));
  }
}
