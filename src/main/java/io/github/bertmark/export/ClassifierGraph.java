package io.github.bertmark.export;

import io.github.bertmark.checkpoint.LayerPart;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.onnx.GraphBuilder;
import io.github.bertmark.onnx.LinearNodes;
import java.util.Locale;

/**
 * The ONNX graph of a sequence classifier: in standard operators of opset 12 that ONNX Runtime
 * fuses if all is float32, in its own operators if anything is quantised, or embeddings are
 * projected, which hides the first layer's attention from its optimiser.
 */
final class ClassifierGraph {
  static final int OPSET = 12;

  private final Architecture architecture;
  private final ClassifierWeights weights;
  private final GraphBuilder graph;
  private final LinearNodes linears;

  private ClassifierGraph(Architecture architecture, ClassifierWeights weights, NumericForm form) {
    this.architecture = architecture;
    this.weights = weights;
    this.graph = new GraphBuilder(architecture.family().name().toLowerCase(Locale.ROOT));
    this.linears = new LinearNodes(graph, form);
  }

  /**
   * Builds a graph with the output {@code logits} [batch, labels].
   *
   * @param innerOutputs whether it also gives {@code last_hidden_state} [batch, sequence, hidden],
   *     which only float32 has, and {@code pooled_output} [batch, hidden]
   */
  static GraphBuilder build(
      Architecture architecture,
      ClassifierWeights weights,
      NumericForm form,
      int labels,
      boolean innerOutputs) {
    ClassifierGraph classifier = new ClassifierGraph(architecture, weights, form);
    GraphBuilder graph = classifier.graph;
    architecture.inputs().forEach(name -> graph.input(name, "batch", "sequence"));
    classifier.classify(
        form.quantized() || architecture.projectsEmbeddings()
            ? new FusedNodes(graph, architecture, weights, form)
            : new StandardNodes(graph, architecture, weights));
    graph.output("logits", "batch", String.valueOf(labels));
    if (innerOutputs) {
      String size = String.valueOf(architecture.hidden());
      graph.output("last_hidden_state", "batch", "sequence", size);
      graph.output("pooled_output", "batch", size);
    }
    return graph;
  }

  private void classify(EncoderNodes encoder) {
    String hidden = encoder.embeddings();
    if (architecture.projectsEmbeddings()) {
      hidden =
          linears.linear(
              "embeddings_project",
              "embeddings/projected",
              hidden,
              weights.projection(),
              weights.projectionBias());
    }
    for (int layer = 0; layer < architecture.layers(); layer++) {
      hidden = layer(encoder, layer, hidden);
    }
    String text =
        architecture.family().averages()
            ? PoolingNodes.mean(graph, hidden)
            : PoolingNodes.first(graph, hidden);
    String pooler =
        linears.linear(NumericForm.POOLER, "pooler", text, weights.pooler(), weights.poolerBias());
    String pooled =
        encoder.activation("pooled_output", architecture.family().poolerActivation(), pooler);
    linears.inFloat32("logits", pooled, weights.classifier(), weights.classifierBias());
  }

  private String layer(EncoderNodes encoder, int layer, String hidden) {
    String prefix = "layer." + layer + "/";
    boolean last = layer == architecture.layers() - 1;
    String context = encoder.context(layer, prefix + "attention/", hidden);
    String around = hidden;
    if (last && !architecture.family().averages()) {
      context = encoder.needed(prefix + "needed_context", context);
      around = encoder.needed(prefix + "needed_hidden", hidden);
    }
    String attended =
        encoder.addAndNormalise(
            prefix + "attention/output",
            prefix + "attention/norm",
            product(layer, "attention_output", LayerPart.ATTENTION_OUTPUT, context),
            weights.bias(layer, LayerPart.ATTENTION_OUTPUT),
            around,
            weights.norm(layer, LayerPart.ATTENTION_NORM));
    String inner =
        encoder.biasActivation(
            prefix,
            product(layer, "intermediate", LayerPart.INTERMEDIATE, attended),
            weights.bias(layer, LayerPart.INTERMEDIATE));
    return encoder.addAndNormalise(
        prefix + "output",
        last ? "last_hidden_state" : prefix + "norm",
        product(layer, "output", LayerPart.OUTPUT, inner),
        weights.bias(layer, LayerPart.OUTPUT),
        attended,
        weights.norm(layer, LayerPart.OUTPUT_NORM));
  }

  private String product(int layer, String group, LayerPart part, String x) {
    String name = "layer." + layer + "/" + group + "/product";
    return linears.product(
        linears.form("layer." + layer + "." + group), name, x, weights.linear(layer, part));
  }
}
