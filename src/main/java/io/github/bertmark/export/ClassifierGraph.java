package io.github.bertmark.export;

import static io.github.bertmark.export.GraphBuilder.attribute;
import static io.github.bertmark.export.GraphBuilder.attributes;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.github.bertmark.checkpoint.LayerPart;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.WeightForm;
import java.util.List;
import java.util.Locale;

/**
 * The ONNX graph of a sequence classifier, in standard operators of opset 12 but for what is
 * quantised, which is in ONNX Runtime's own.
 *
 * <p>Each part in float32 is written as the pattern by which ONNX Runtime recognises it, down to
 * the order of operands, so that its optimiser replaces the parts by Attention,
 * SkipLayerNormalization, BiasGelu and EmbedLayerNormalization. The patterns are those of {@code
 * attention_fusion.cc}, {@code embed_layer_norm_fusion.cc}, {@code layer_norm_fusion.cc} and {@code
 * gelu_fusion.cc}.
 */
final class ClassifierGraph {
  static final int OPSET = 12;

  private final Architecture architecture;
  private final ModelWeights weights;
  private final NumericForm form;
  private final GraphBuilder graph;
  private final LinearNodes linears;
  private final AttentionNodes attention;

  private ClassifierGraph(Architecture architecture, ModelWeights weights, NumericForm form) {
    this.architecture = architecture;
    this.weights = weights;
    this.form = form;
    this.graph = new GraphBuilder(architecture.family().name().toLowerCase(Locale.ROOT));
    this.linears = new LinearNodes(graph, form);
    this.attention = new AttentionNodes(graph, linears, architecture, weights);
  }

  /**
   * Builds a graph with the output {@code logits} [batch, labels].
   *
   * @param innerOutputs whether it also gives {@code last_hidden_state} [batch, sequence, hidden]
   *     and {@code pooled_output} [batch, hidden]
   */
  static GraphBuilder build(
      Architecture architecture,
      ModelWeights weights,
      NumericForm form,
      int labels,
      boolean innerOutputs) {
    ClassifierGraph graph = new ClassifierGraph(architecture, weights, form);
    graph.build(labels, innerOutputs);
    return graph.graph;
  }

  private void build(int labels, boolean innerOutputs) {
    architecture.family().inputs().forEach(name -> graph.input(name, "batch", "sequence"));
    String sum = new EmbeddingNodes(graph, form.embeddings()).sum(architecture, weights);
    String hidden =
        layerNorm(
            "embeddings/norm",
            sum,
            weights.embeddingsNorm("weight"),
            weights.embeddingsNorm("bias"));
    for (int layer = 0; layer < architecture.layers(); layer++) {
      boolean last = layer == architecture.layers() - 1;
      hidden = feedForward(layer, attention(layer, hidden), last);
    }
    String first =
        node(
            "Gather", "first_token", List.of(hidden, graph.index("zero", 0)), attribute("axis", 1));
    String pooled =
        node(
            architecture.family().poolerActivation(),
            "pooled_output",
            List.of(
                linears.linear(
                    NumericForm.POOLER, "pooler", first, weights.pooler(), weights.poolerBias())));
    // So small, and so close to the answer, that it stays as it is.
    String products =
        linears.product(WeightForm.FLOAT32, "logits/product", pooled, weights.classifier());
    node("Add", "logits", List.of(products, graph.weight(weights.classifierBias())));
    graph.output("logits", "batch", String.valueOf(labels));
    if (innerOutputs) {
      String size = String.valueOf(architecture.hidden());
      graph.output("last_hidden_state", "batch", "sequence", size);
      graph.output("pooled_output", "batch", size);
    }
  }

  private String attention(int layer, String hidden) {
    String prefix = "layer." + layer + "/attention/";
    WeightForm inputForm = form.ofGroup("layer." + layer + ".attention");
    String context = attention.context(layer, inputForm, prefix, hidden);
    String output =
        linear(layer, "attention_output", prefix + "output", LayerPart.ATTENTION_OUTPUT, context);
    String sum = node("Add", prefix + "sum", List.of(output, hidden));
    return layerNorm(layer, prefix + "norm", LayerPart.ATTENTION_NORM, sum);
  }

  private String feedForward(int layer, String hidden, boolean last) {
    String prefix = "layer." + layer + "/";
    String inner =
        linear(layer, "intermediate", prefix + "intermediate", LayerPart.INTERMEDIATE, hidden);
    String output =
        linear(layer, "output", prefix + "output", LayerPart.OUTPUT, gelu(prefix, inner));
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

  private String linear(int layer, String group, String name, LayerPart part, String x) {
    return linears.linear(
        "layer." + layer + "." + group,
        name,
        x,
        weights.linear(layer, part),
        weights.vector(layer, part, "bias"));
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
