package io.github.bertmark.rewrite;

import static io.github.bertmark.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.WeightForm;
import io.github.bertmark.onnx.GraphBuilder;
import io.github.bertmark.onnx.LinearNodes;
import io.github.bertmark.onnx.QuantizedWeights;
import io.github.bertmark.onnx.TableNodes;
import io.github.bertmark.onnx.Weight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts nodes over weights in another form in the place of single nodes. */
final class NodeRewriter {
  /** Shorter tables, such as that of token types, are not worth it. */
  private static final int SHORTEST_TABLE = 128;

  /** From here on a table is one of words, and takes the form of embeddings. */
  private static final int WORDS = 4096;

  private static final WeightForm INT8_BLOCKS = new WeightForm(8, 128);

  /** Smaller matrices are not worth it. */
  private static final int FEWEST_WEIGHTS = 1024;

  /** What a Gemm may be fused with: nothing, or a function without parameters. */
  private static final Set<String> ACTIVATIONS = Set.of("", "Relu", "Tanh", "Sigmoid");

  /** The attributes of Attention that QAttention and MultiHeadAttention have too. */
  private static final Set<String> KEPT =
      Set.of("num_heads", "unidirectional", "mask_filter_value");

  private final GraphBuilder graph;
  private final Constants constants;
  private final NumericForm form;
  private final LinearNodes linears;

  /** Activations that there are nodes for that quantise them. */
  private final Set<String> quantized = new HashSet<>();

  /** The linear layers that there are, by name. */
  private final List<String> groups = new ArrayList<>();

  private int rewritten;

  NodeRewriter(GraphBuilder graph, Constants constants, NumericForm form) {
    this.graph = graph;
    this.constants = constants;
    this.form = form;
    this.linears = new LinearNodes(graph, form);
  }

  /** How many nodes were replaced. */
  int rewritten() {
    return rewritten;
  }

  /** The linear layers that could be replaced, in their order. */
  List<String> groups() {
    return List.copyOf(groups);
  }

  /** Adds what stands for a node; false if it has to stay. */
  boolean rewrite(NodeProto node) {
    boolean done =
        switch (node.getOpType()) {
          case "MatMul" -> node.getDomain().isEmpty() && product(node);
          case "Gemm", "FusedGemm" -> gemm(node);
          case "Gather" -> table(node);
          case "Attention" -> node.getDomain().equals(GraphBuilder.CONTRIBUTED) && attention(node);
          default -> false;
        };
    rewritten += done ? 1 : 0;
    return done;
  }

  private boolean product(NodeProto node) {
    Weight weight = constants.matrix(node.getInput(1), weightName(node), false);
    if (weight == null || !fits(weight)) {
      return false;
    }
    linear(node.getInput(0), weight, node.getOutput(0));
    return true;
  }

  private boolean gemm(NodeProto node) {
    String activation = GraphRewriter.text(node, "activation");
    boolean plain =
        ACTIVATIONS.contains(activation)
            && GraphRewriter.integer(node, "transA", 0) == 0
            && GraphRewriter.number(node, "alpha", 1) == 1
            && GraphRewriter.number(node, "beta", 1) == 1;
    boolean transposed = GraphRewriter.integer(node, "transB", 0) == 1;
    Weight weight = constants.matrix(node.getInput(1), weightName(node), transposed);
    if (!plain || weight == null || !fits(weight)) {
      return false;
    }
    String output = node.getOutput(0);
    boolean biased = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
    String sum = activation.isEmpty() ? output : output + "/sum";
    String product = biased ? output + "/product" : sum;
    linear(node.getInput(0), weight, product);
    if (biased) {
      constants.keep(List.of(node.getInput(2)));
      graph.node("Add", sum, List.of(product, node.getInput(2)));
    }
    if (!activation.isEmpty()) {
      graph.node(activation, output, List.of(sum));
    }
    return true;
  }

  /** Of integers in 8 bits, activations are quantised once for all that they are multiplied by. */
  private void linear(String x, Weight weight, String output) {
    WeightForm own = form(weight);
    if (own.blockwise()) {
      linears.product(own, output, x, weight);
      return;
    }
    Activations activations = quantized(x);
    QuantizedWeights integers = QuantizedWeights.perChannel(weight);
    graph.contributed(
        "MatMulIntegerToFloat",
        output,
        List.of(
            activations.integers(),
            graph.initializer(integers.integers()),
            activations.scale(),
            graph.initializer(integers.scales()),
            activations.zero()));
  }

  /**
   * The form of one matrix. Where {@code int8} is asked for, blocks are taken if they fit: with one
   * scale for all activations, a graph whose outliers nobody has looked at gives 5 of 100 queries
   * another answer (MiniLM on CLINC150), with blocks of 128 it is 3, in the same size.
   */
  private WeightForm form(Weight weight) {
    boolean blocks = own().equals(WeightForm.INT8) && fits(INT8_BLOCKS, weight.shape().get(0));
    return blocks ? INT8_BLOCKS : own();
  }

  private record Activations(String integers, String scale, String zero) {}

  private Activations quantized(String x) {
    Activations of = new Activations(x + "/integers", x + "/scale", x + "/zero");
    if (quantized.add(x)) {
      graph.node(
          "DynamicQuantizeLinear",
          x + "/quantized",
          List.of(x),
          List.of(of.integers(), of.scale(), of.zero()));
    }
    return of;
  }

  private boolean table(NodeProto node) {
    Weight table = constants.matrix(node.getInput(0), weightName(node), false);
    if (table == null
        || table.shape().get(0) < SHORTEST_TABLE
        || GraphRewriter.integer(node, "axis", 0) != 0
        || form.embeddings().equals(WeightForm.FLOAT32)) {
      return false;
    }
    WeightForm ofWords = form.embeddings();
    boolean words = table.shape().get(0) >= WORDS;
    TableNodes tables = new TableNodes(graph, ofWords);
    if (words && fits(ofWords, table.shape().get(1))) {
      tables.rows(node.getOutput(0), table, node.getInput(1));
    } else {
      tables.rowsOfBytes(node.getOutput(0), table, node.getInput(1));
    }
    return true;
  }

  /** Attention over one fused product for queries, keys and values. */
  private boolean attention(NodeProto node) {
    Weight weight = constants.matrix(node.getInput(1), weightName(node), false);
    boolean further =
        node.getInputList().stream().skip(4).anyMatch(input -> !input.isEmpty())
            || node.getOutputCount() > 1
            || node.getAttributeList().stream()
                .anyMatch(a -> a.getName().equals("qkv_hidden_sizes") && a.getIntsCount() > 0)
            || GraphRewriter.number(node, "scale", 0) != 0
            || GraphRewriter.integer(node, "do_rotary", 0) != 0;
    if (weight == null || further || !fits(weight) || node.getInput(2).isEmpty()) {
      return false;
    }
    String mask = node.getInputCount() > 3 ? node.getInput(3) : "";
    constants.keep(List.of(node.getInput(2), mask));
    AttributeProto[] attributes =
        node.getAttributeList().stream()
            .filter(attribute -> KEPT.contains(attribute.getName()))
            .toArray(AttributeProto[]::new);
    String output = node.getOutput(0);
    if (!form(weight).blockwise()) {
      Activations x = quantized(node.getInput(0));
      QuantizedWeights integers = QuantizedWeights.perChannel(weight);
      graph.contributed(
          "QAttention",
          output,
          List.of(
              x.integers(),
              graph.initializer(integers.integers()),
              node.getInput(2),
              x.scale(),
              graph.initializer(integers.scales()),
              mask,
              x.zero()),
          attributes);
      return true;
    }
    String product = linears.product(form(weight), output + "/product", node.getInput(0), weight);
    List<String> parts = new ArrayList<>();
    int width = weight.shape().get(1) / 3;
    for (int part = 0; part < 3; part++) {
      // Not Split, whose form changes with the opset.
      parts.add(slice(product, output + "/" + part, (long) part * width, (part + 1L) * width));
    }
    graph.contributed(
        "MultiHeadAttention",
        output,
        List.of(parts.get(0), parts.get(1), parts.get(2), node.getInput(2), mask),
        attributes);
    return true;
  }

  /** Columns of a product, by Slice as it is since opset 10. */
  private String slice(String product, String name, long from, long to) {
    return graph.node(
        "Slice",
        name,
        List.of(
            product,
            graph.indices("/columns/" + from, from),
            graph.indices("/columns/" + to, to),
            graph.indices("/columns/axis", 2)));
  }

  /** Whether a linear layer, which is the next one now, suits the form that it is to have. */
  private boolean fits(Weight weight) {
    if (weight.shape().get(0) * weight.shape().get(1) < FEWEST_WEIGHTS) {
      return false;
    }
    groups.add("linear." + groups.size());
    return !own().equals(WeightForm.FLOAT32) && fits(own(), weight.shape().get(0));
  }

  /** The form that is asked for of the linear layer at hand. */
  private WeightForm own() {
    return form.ofGroup(groups.get(groups.size() - 1));
  }

  private static boolean fits(WeightForm form, int columns) {
    return !form.blockwise() || columns % form.blockSize() == 0;
  }

  /** Of the node, not of the tensor, which several nodes may share. */
  private static String weightName(NodeProto node) {
    return node.getOutput(0) + "/weight";
  }
}
