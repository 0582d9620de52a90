package io.github.bertmark.export;

import static io.github.bertmark.onnx.GraphBuilder.attribute;
import static io.github.bertmark.onnx.GraphBuilder.attributes;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.bertmark.checkpoint.Activation;
import io.github.bertmark.checkpoint.LayerPart;
import io.github.bertmark.onnx.GraphBuilder;
import io.github.bertmark.onnx.Weight;
import java.util.List;

/**
 * The parts of a float32 encoder in ONNX's standard operators.
 *
 * <p>Each is written as the pattern by which ONNX Runtime recognises it, down to the order of
 * operands, so that its optimiser replaces the parts by Attention, SkipLayerNormalization, BiasGelu
 * and EmbedLayerNormalization. The patterns are those of {@code attention_fusion.cc}, {@code
 * embed_layer_norm_fusion.cc}, {@code layer_norm_fusion.cc} and {@code gelu_fusion.cc}.
 */
final class StandardNodes implements EncoderNodes {
  /** What is added to the score of a masked token; the matcher wants this value. */
  private static final float MASKED = -10_000;

  private final GraphBuilder graph;
  private final Architecture architecture;
  private final ClassifierWeights weights;
  private final String mask;

  StandardNodes(GraphBuilder graph, Architecture architecture, ClassifierWeights weights) {
    this.graph = graph;
    this.architecture = architecture;
    this.weights = weights;
    this.mask = mask();
  }

  /** 0 for each token to attend to and {@link #MASKED} for others, [batch, 1, 1, sequence]. */
  private String mask() {
    String rows = node("Unsqueeze", "mask/rows", List.of("attention_mask"), attributes("axes", 1));
    String heads = node("Unsqueeze", "mask/heads", List.of(rows), attributes("axes", 2));
    String floats =
        node(
            "Cast",
            "mask/float",
            List.of(heads),
            attribute("to", TensorProto.DataType.FLOAT_VALUE));
    String inverse = node("Sub", "mask/inverse", List.of(graph.constant("one", 1), floats));
    return node("Mul", "mask", List.of(inverse, graph.constant("masked", MASKED)));
  }

  @Override
  public String embeddings() {
    String words =
        node(
            "Gather",
            "embeddings/word",
            List.of(graph.weight(weights.embeddings("word_embeddings")), "input_ids"));
    String positions =
        node(
            "Gather",
            "embeddings/position",
            List.of(graph.weight(weights.positions()), PositionNodes.ids(graph, architecture)));
    String sum = node("Add", "embeddings/sum", List.of(words, positions));
    if (architecture.hasTokenTypes()) {
      String types =
          node(
              "Gather",
              "embeddings/token_type",
              List.of(graph.weight(weights.embeddings("token_type_embeddings")), "token_type_ids"));
      sum = node("Add", "embeddings/sum_with_type", List.of(sum, types));
    }
    return layerNorm("embeddings/norm", sum, weights.embeddingsNorm());
  }

  @Override
  public String context(int layer, String prefix, String hidden) {
    String query = heads(layer, prefix + "query", LayerPart.QUERY, hidden, 0, 2, 1, 3);
    String key = heads(layer, prefix + "key", LayerPart.KEY, hidden, 0, 2, 3, 1);
    String value = heads(layer, prefix + "value", LayerPart.VALUE, hidden, 0, 2, 1, 3);
    String products = node("MatMul", prefix + "products", List.of(query, key));
    String scale = graph.constant("sqrt_head_size", (float) Math.sqrt(architecture.headSize()));
    String scaled = node("Div", prefix + "scaled", List.of(products, scale));
    String scores = node("Add", prefix + "scores", List.of(scaled, mask));
    String shares = node("Softmax", prefix + "shares", List.of(scores), attribute("axis", 3));
    String mixed = node("MatMul", prefix + "mixed", List.of(shares, value));
    String turned =
        node("Transpose", prefix + "turned", List.of(mixed), attributes("perm", 0, 2, 1, 3));
    String shape = graph.indices("hidden_shape", 0, 0, architecture.hidden());
    return node("Reshape", prefix + "context", List.of(turned, shape));
  }

  /** Projects to heads: [batch, sequence, hidden] to the order of axes of batch, token, head. */
  private String heads(int layer, String name, LayerPart part, String hidden, long... order) {
    String weight = graph.weight(weights.linear(layer, part));
    String product = node("MatMul", name + "/product", List.of(hidden, weight));
    String bias = graph.weight(weights.bias(layer, part));
    String projected = node("Add", name, List.of(product, bias));
    String shape = graph.indices("head_shape", 0, 0, architecture.heads(), architecture.headSize());
    String split = node("Reshape", name + "/split", List.of(projected, shape));
    return node("Transpose", name + "/heads", List.of(split), attributes("perm", order));
  }

  @Override
  public String biasActivation(String prefix, String product, Weight bias) {
    String x = node("Add", prefix + "intermediate", List.of(product, graph.weight(bias)));
    return activation(prefix + architecture.activation(), architecture.activation(), x);
  }

  @Override
  public String activation(String name, Activation activation, String x) {
    return ActivationNodes.add(graph, activation, name, x);
  }

  @Override
  public String addAndNormalise(
      String linear, String name, String product, Weight bias, String around, Norm norm) {
    String output = node("Add", linear, List.of(product, graph.weight(bias)));
    return layerNorm(name, node("Add", linear + "/sum", List.of(output, around)), norm);
  }

  /** All tokens: the graph is the published architecture's, hidden states included. */
  @Override
  public String needed(String name, String x) {
    return x;
  }

  private String layerNorm(String name, String x, Norm norm) {
    String mean = node("ReduceMean", name + "/mean", List.of(x), attributes("axes", -1));
    String centred = node("Sub", name + "/centred", List.of(x, mean));
    String squares = node("Pow", name + "/squares", List.of(centred, graph.constant("two", 2)));
    String variance =
        node("ReduceMean", name + "/variance", List.of(squares), attributes("axes", -1));
    String epsilon = graph.constant("epsilon", architecture.epsilon());
    String shifted = node("Add", name + "/shifted", List.of(variance, epsilon));
    String deviation = node("Sqrt", name + "/deviation", List.of(shifted));
    String normal = node("Div", name + "/normal", List.of(centred, deviation));
    String scaled = node("Mul", name + "/scaled", List.of(normal, graph.weight(norm.scale())));
    return node("Add", name, List.of(scaled, graph.weight(norm.shift())));
  }

  private String node(
      String operator, String name, List<String> inputs, AttributeProto... attributes) {
    return graph.node(operator, name, inputs, attributes);
  }
}
