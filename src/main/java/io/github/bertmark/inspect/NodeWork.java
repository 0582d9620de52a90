package io.github.bertmark.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.github.bertmark.inspect.NodeRuns.TypedShape;
import io.github.bertmark.machine.Product;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The work of one node: arithmetic on the shapes that it had at run time and on the types and
 * shapes of its weights.
 *
 * @param dataType of the weights or, without any, of the first input
 * @param weightBytes of its weights; of a table that it looks rows up in, those rows alone
 * @param product its matrix product with weights; null if it has none
 * @param innerOperations of its products without weights, which attention has and which are always
 *     of floating point
 */
record NodeWork(
    String dataType, long weightBytes, @Nullable Product product, long innerOperations) {
  /** Products with the weights as second input. */
  private static final Set<String> PRODUCTS =
      Set.of(
          "MatMul",
          "FusedMatMul",
          "Gemm",
          "FusedGemm",
          "MatMulInteger",
          "MatMulIntegerToFloat",
          "DynamicQuantizeMatMul",
          "MatMulNBits");

  private static final Set<String> ATTENTIONS = Set.of("Attention", "QAttention");

  /** The position of the tables among the inputs, of each operator that looks rows up. */
  private static final Map<String, Set<Integer>> TABLES =
      Map.of(
          "Gather",
          Set.of(0),
          "GatherBlockQuantized",
          Set.of(0, 2, 3),
          "EmbedLayerNormalization",
          Set.of(2, 3, 4),
          "QEmbedLayerNormalization",
          Set.of(2, 3, 4));

  /**
   * Works out what a node does.
   *
   * @param weights of the graph, by name
   * @param read names of weights that were counted already, since other nodes read them too; those
   *     of this node are added
   */
  static NodeWork of(
      NodeProto node, NodeRuns runs, Map<String, StoredTensor> weights, Set<String> read) {
    long bytes = 0;
    for (int i = 0; i < node.getInputCount(); i++) {
      StoredTensor weight = weights.get(node.getInput(i));
      if (weight != null && read.add(node.getInput(i))) {
        bytes += isTable(node, i) ? weight.rowBytes(lookups(node, runs)) : weight.bytes();
      }
    }
    StoredTensor second = node.getInputCount() < 2 ? null : weights.get(node.getInput(1));
    String dataType = dataType(node, runs, weights);
    if (ATTENTIONS.contains(node.getOpType()) && second != null) {
      Product projection = product(node, runs, dataType, second.shape().get(1));
      return new NodeWork(dataType, bytes, projection, attention(runs, projection.columns()));
    }
    if (node.getOpType().equals("MultiHeadAttention")) {
      return new NodeWork(dataType, bytes, null, heads(runs));
    }
    if (PRODUCTS.contains(node.getOpType())) {
      Product product = product(node, runs, dataType, runs.outputs().get(0).fromEnd(1));
      // Without weights it multiplies activations, for each head or the like.
      return second == null
          ? new NodeWork(dataType, bytes, null, product.operations())
          : new NodeWork(dataType, bytes, product, 0);
    }
    return new NodeWork(dataType, bytes, null, 0);
  }

  /** All multiplications and additions of its matrix products. */
  long operations() {
    return (product == null ? 0 : product.operations()) + innerOperations;
  }

  private static Product product(NodeProto node, NodeRuns runs, String form, long columns) {
    TypedShape input = runs.inputs().get(0);
    boolean turned = integer(node, "transA", 0) != 0;
    long inner = input.fromEnd(turned ? 2 : 1);
    return new Product(
        form,
        Math.toIntExact(input.elements() / inner),
        Math.toIntExact(inner),
        Math.toIntExact(columns));
  }

  /** Queries times keys, and shares times values: [batch, tokens, width of the values]. */
  private static long attention(NodeRuns runs, long projected) {
    TypedShape output = runs.outputs().get(0);
    long values = output.fromEnd(1);
    long keys = (projected - values) / 2;
    return 2 * (output.elements() / values) * output.fromEnd(2) * (keys + values);
  }

  /** The same for queries, keys and values that come apart, each [batch, tokens, width]. */
  private static long heads(NodeRuns runs) {
    TypedShape queries = runs.inputs().get(0);
    TypedShape keys = runs.inputs().size() > 1 ? runs.inputs().get(1) : queries;
    long tokens = keys.shape().size() == 3 ? keys.fromEnd(2) : queries.fromEnd(2);
    return 2 * tokens * (queries.elements() + runs.outputs().get(0).elements());
  }

  private static boolean isTable(NodeProto node, int input) {
    return TABLES.getOrDefault(node.getOpType(), Set.of()).contains(input)
        && integer(node, "axis", 0) == 0
        && integer(node, "gather_axis", 0) == 0;
  }

  private static long lookups(NodeProto node, NodeRuns runs) {
    return runs.inputs().get(node.getOpType().contains("Embed") ? 0 : 1).elements();
  }

  private static String dataType(NodeProto node, NodeRuns runs, Map<String, StoredTensor> weights) {
    if (node.getOpType().equals("MatMulNBits")) {
      return "int" + integer(node, "bits", 4) + "-b" + integer(node, "block_size", 32);
    }
    return node.getInputList().stream()
        .map(weights::get)
        .filter(weight -> weight != null && weight.shape().size() > 1)
        .findFirst()
        .map(weight -> DataTypes.name(weight.dataType()))
        .orElseGet(() -> ofFirst(runs.inputs()));
  }

  private static String ofFirst(List<TypedShape> tensors) {
    return tensors.isEmpty() ? "none" : tensors.get(0).dataType();
  }

  static long integer(NodeProto node, String name, long absent) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .mapToLong(AttributeProto::getI)
        .findFirst()
        .orElse(absent);
  }
}
