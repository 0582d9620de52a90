package io.github.bertmark.export;

import static io.github.bertmark.export.GraphBuilder.attribute;
import static io.github.bertmark.export.GraphBuilder.attributes;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.bertmark.checkpoint.LayerPart;
import java.util.List;
import java.util.Locale;

/**
 * The ONNX graph of a sequence classifier, in standard operators of opset 12.
 *
 * <p>Each part is written as the pattern by which ONNX Runtime recognises it, down to the order of
 * operands, so that its optimiser replaces the parts by Attention, SkipLayerNormalization, BiasGelu
 * and EmbedLayerNormalization. The patterns are those of {@code attention_fusion.cc}, {@code
 * embed_layer_norm_fusion.cc}, {@code layer_norm_fusion.cc} and {@code gelu_fusion.cc}.
 */
final class ClassifierGraph {
  static final int OPSET = 12;

  /** What is added to the score of a masked token; the matcher wants this value. */
  private static final float MASKED = -10_000;

  private final Architecture architecture;
  private final ModelWeights weights;
  private final GraphBuilder graph;

  private ClassifierGraph(Architecture architecture, ModelWeights weights) {
    this.architecture = architecture;
    this.weights = weights;
    this.graph = new GraphBuilder(architecture.family().name().toLowerCase(Locale.ROOT));
  }

  /**
   * Builds a graph with the output {@code logits} [batch, labels].
   *
   * @param innerOutputs whether it also gives {@code last_hidden_state} [batch, sequence, hidden]
   *     and {@code pooled_output} [batch, hidden]
   */
  static GraphBuilder build(
      Architecture architecture, ModelWeights weights, int labels, boolean innerOutputs) {
    ClassifierGraph graph = new ClassifierGraph(architecture, weights);
    graph.build(labels, innerOutputs);
    return graph.graph;
  }

  private void build(int labels, boolean innerOutputs) {
    architecture.family().inputs().forEach(name -> graph.input(name, "batch", "sequence"));
    String mask = mask();
    String hidden = embeddings();
    for (int layer = 0; layer < architecture.layers(); layer++) {
      boolean last = layer == architecture.layers() - 1;
      hidden = feedForward(layer, attention(layer, hidden, mask), last);
    }
    String first =
        node(
            "Gather", "first_token", List.of(hidden, graph.index("zero", 0)), attribute("axis", 1));
    String pooled =
        node(
            architecture.family().poolerActivation(),
            "pooled_output",
            List.of(linear("pooler", first, weights.pooler(), weights.poolerBias())));
    linear("logits", pooled, weights.classifier(), weights.classifierBias());
    graph.output("logits", "batch", String.valueOf(labels));
    if (innerOutputs) {
      String size = String.valueOf(architecture.hidden());
      graph.output("last_hidden_state", "batch", "sequence", size);
      graph.output("pooled_output", "batch", size);
    }
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

  private String embeddings() {
    String words =
        node(
            "Gather",
            "embeddings/word",
            List.of(graph.weight(weights.embeddings("word_embeddings")), "input_ids"));
    String positions =
        node(
            "Gather",
            "embeddings/position",
            List.of(graph.weight(weights.positions()), positionIds()));
    String sum = node("Add", "embeddings/sum", List.of(words, positions));
    if (architecture.family().hasTokenTypes()) {
      String types =
          node(
              "Gather",
              "embeddings/token_type",
              List.of(graph.weight(weights.embeddings("token_type_embeddings")), "token_type_ids"));
      sum = node("Add", "embeddings/sum_with_type", List.of(sum, types));
    }
    return layerNorm(
        "embeddings/norm", sum, weights.embeddingsNorm("weight"), weights.embeddingsNorm("bias"));
  }

  /** 0, 1, 2 ... for each row of the batch. */
  private String positionIds() {
    String shape = node("Shape", "position_ids/shape", List.of("input_ids"));
    String length =
        node("Gather", "position_ids/length", List.of(shape, graph.index("one_index", 1)));
    String range =
        node(
            "Range",
            "position_ids/range",
            List.of(graph.index("zero", 0), length, graph.index("one_index", 1)));
    String row = node("Unsqueeze", "position_ids/row", List.of(range), attributes("axes", 0));
    return node("Expand", "position_ids", List.of(row, shape));
  }

  private String attention(int layer, String hidden, String mask) {
    String prefix = "layer." + layer + "/attention/";
    String query = heads(layer, prefix + "query", LayerPart.QUERY, hidden, 0, 2, 1, 3);
    String key = heads(layer, prefix + "key", LayerPart.KEY, hidden, 0, 2, 3, 1);
    String value = heads(layer, prefix + "value", LayerPart.VALUE, hidden, 0, 2, 1, 3);
    String products = node("MatMul", prefix + "products", List.of(query, key));
    String scale = graph.constant("sqrt_head_size", (float) Math.sqrt(Architecture.HEAD_SIZE));
    String scaled = node("Div", prefix + "scaled", List.of(products, scale));
    String scores = node("Add", prefix + "scores", List.of(scaled, mask));
    String shares = node("Softmax", prefix + "shares", List.of(scores), attribute("axis", 3));
    String mixed = node("MatMul", prefix + "mixed", List.of(shares, value));
    String turned =
        node("Transpose", prefix + "turned", List.of(mixed), attributes("perm", 0, 2, 1, 3));
    String shape = graph.indices("hidden_shape", 0, 0, architecture.hidden());
    String context = node("Reshape", prefix + "context", List.of(turned, shape));
    String output = linear(layer, prefix + "output", LayerPart.ATTENTION_OUTPUT, context);
    String sum = node("Add", prefix + "sum", List.of(output, hidden));
    return layerNorm(layer, prefix + "norm", LayerPart.ATTENTION_NORM, sum);
  }

  /** Projects to heads: [batch, sequence, hidden] to the order of axes of batch, token, head. */
  private String heads(int layer, String name, LayerPart part, String hidden, long... order) {
    String projected = linear(layer, name, part, hidden);
    String shape = graph.indices("head_shape", 0, 0, architecture.heads(), Architecture.HEAD_SIZE);
    String split = node("Reshape", name + "/split", List.of(projected, shape));
    return node("Transpose", name + "/heads", List.of(split), attributes("perm", order));
  }

  private String feedForward(int layer, String hidden, boolean last) {
    String prefix = "layer." + layer + "/";
    String inner = linear(layer, prefix + "intermediate", LayerPart.INTERMEDIATE, hidden);
    String output = linear(layer, prefix + "output", LayerPart.OUTPUT, gelu(prefix, inner));
    String sum = node("Add", prefix + "sum", List.of(output, hidden));
    return layerNorm(
        layer, last ? "last_hidden_state" : prefix + "norm", LayerPart.OUTPUT_NORM, sum);
  }

  /** x / 2 * (1 + erf(x / sqrt 2)), "Gaussian Error Linear Units" (Hendrycks and Gimpel, 2016). */
  private String gelu(String prefix, String x) {
    String scaled =
        node(
            "Div",
            prefix + "gelu/scaled",
            List.of(x, graph.constant("sqrt_two", (float) Math.sqrt(2))));
    String erf = node("Erf", prefix + "gelu/erf", List.of(scaled));
    String shifted = node("Add", prefix + "gelu/shifted", List.of(erf, graph.constant("one", 1)));
    String product = node("Mul", prefix + "gelu/product", List.of(x, shifted));
    return node("Mul", prefix + "gelu", List.of(product, graph.constant("half", 0.5f)));
  }

  private String linear(int layer, String name, LayerPart part, String x) {
    return linear(name, x, weights.linear(layer, part), weights.vector(layer, part, "bias"));
  }

  private String linear(String name, String x, Weight weight, Weight bias) {
    String product = node("MatMul", name + "/product", List.of(x, graph.weight(weight)));
    return node("Add", name, List.of(product, graph.weight(bias)));
  }

  private String layerNorm(int layer, String name, LayerPart part, String x) {
    return layerNorm(
        name, x, weights.vector(layer, part, "weight"), weights.vector(layer, part, "bias"));
  }

  private String layerNorm(String name, String x, Weight scale, Weight shift) {
    String mean = node("ReduceMean", name + "/mean", List.of(x), attributes("axes", -1));
    String centred = node("Sub", name + "/centred", List.of(x, mean));
    String squares = node("Pow", name + "/squares", List.of(centred, graph.constant("two", 2)));
    String variance =
        node("ReduceMean", name + "/variance", List.of(squares), attributes("axes", -1));
    String epsilon = graph.constant("epsilon", Architecture.LAYER_NORM_EPSILON);
    String shifted = node("Add", name + "/shifted", List.of(variance, epsilon));
    String deviation = node("Sqrt", name + "/deviation", List.of(shifted));
    String normal = node("Div", name + "/normal", List.of(centred, deviation));
    String scaled = node("Mul", name + "/scaled", List.of(normal, graph.weight(scale)));
    return node("Add", name, List.of(scaled, graph.weight(shift)));
  }

  private String node(
      String operator, String name, List<String> inputs, AttributeProto... attributes) {
    return graph.node(operator, name, inputs, attributes);
  }
}
