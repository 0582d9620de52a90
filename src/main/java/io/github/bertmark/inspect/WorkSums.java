package io.github.bertmark.inspect;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.github.bertmark.machine.Product;
import io.github.bertmark.run.GraphReport;
import io.github.bertmark.run.GraphReport.Kernel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The work of a graph's nodes, added up by operator, data type and kernel. */
final class WorkSums {
  /** Products below this part of all operations are not worth a benchmark of their own. */
  private static final double MINOR = 0.01;

  private record Kind(String operator, String dataType, String kernel) {}

  private static final class Sum {
    private int count;
    private long weightBytes;
    private long operations;
    private double micros;
  }

  private final MlasKernels mlas;
  private final int warmups;
  private final Map<Kind, Sum> sums = new LinkedHashMap<>();
  private final Map<Product, Long> operationsByProduct = new LinkedHashMap<>();

  WorkSums(MlasKernels mlas, int warmups) {
    this.mlas = mlas;
    this.warmups = warmups;
  }

  void add(NodeProto node, NodeRuns runs, NodeWork work) {
    String kernel = runs.provider();
    if (work.operations() > 0) {
      kernel += ": " + mlas.of(node, work.dataType()) + " (inferred)";
    }
    Product product = work.product();
    boolean mixed = product != null && work.innerOperations() > 0;
    Sum sum = sum(new Kind(node.getOpType(), work.dataType(), kernel));
    sum.count++;
    sum.weightBytes += work.weightBytes();
    sum.operations += work.operations() - (mixed ? work.innerOperations() : 0);
    sum.micros += runs.medianMicros(warmups);
    if (mixed) {
      // Attention multiplies queries, keys and values in float32, whatever its weights are.
      Sum inner =
          sum(
              new Kind(
                  node.getOpType() + ", heads",
                  "float32",
                  runs.provider() + ": " + mlas.of(node, "float32") + " (inferred)"));
      inner.count++;
      inner.operations += work.innerOperations();
    }
    if (product != null) {
      operationsByProduct.merge(product, product.operations(), Long::sum);
    }
  }

  private Sum sum(Kind kind) {
    return sums.computeIfAbsent(kind, key -> new Sum());
  }

  GraphReport report(OnnxGraph file, OnnxGraph graph, int tokens) {
    double micros = sums.values().stream().mapToDouble(sum -> sum.micros).sum();
    long operations = sums.values().stream().mapToLong(sum -> sum.operations).sum();
    long bytes = sums.values().stream().mapToLong(sum -> sum.weightBytes).sum();
    List<Kernel> kernels = new ArrayList<>();
    sums.forEach(
        (kind, sum) ->
            kernels.add(
                new Kernel(
                    kind.operator,
                    sum.count,
                    kind.dataType,
                    kind.kernel,
                    sum.weightBytes,
                    sum.operations,
                    micros == 0 ? 0 : sum.micros / micros)));
    kernels.sort(
        Comparator.comparingDouble(Kernel::timeShare)
            .thenComparingLong(Kernel::operations)
            .reversed()
            .thenComparing(Kernel::operator));
    List<Product> products =
        operationsByProduct.entrySet().stream()
            .filter(entry -> entry.getValue() >= MINOR * operations)
            .map(Map.Entry::getKey)
            .sorted(Comparator.comparing(Product::text))
            .toList();
    return new GraphReport(
        tokens,
        fused(file, graph),
        graph.operators(),
        kernels,
        products,
        bytes,
        operations,
        micros / 1e3);
  }

  /**
   * ONNX Runtime's own operators, and those that the file does not have: put in for others. It puts
   * in conversions too, which replace nothing.
   */
  private static Map<String, Integer> fused(OnnxGraph file, OnnxGraph graph) {
    Map<String, Integer> fused = new TreeMap<>(graph.operators());
    fused.keySet().removeAll(file.operators().keySet());
    fused.remove("Cast");
    graph
        .operators()
        .forEach(
            (operator, count) -> {
              if (graph.isContributed(operator)) {
                fused.put(operator, count);
              }
            });
    return fused;
  }
}
