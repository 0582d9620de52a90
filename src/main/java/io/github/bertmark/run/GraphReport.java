package io.github.bertmark.run;

import io.github.bertmark.machine.Product;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The graph that ONNX Runtime really ran: the model after its optimisation on this machine, and the
 * work in it for the benchmark's query.
 *
 * @param tokens of the query
 * @param fusedOperators how many there are of each operator that stands for several of the ONNX
 *     standard's, whether ONNX Runtime put them in or the file has them
 * @param operators how many there are of each operator, fused or not
 * @param kernels the work by operator and data type, the longest first
 * @param products the matrix products with weights that make up most of the operations
 * @param weightBytesRead bytes of weights that one call reads, of embeddings the rows of its tokens
 *     alone
 * @param operationsPerCall multiplications and additions of matrix products in one call, two per
 *     multiply-add
 * @param operatorMillis within operators in one call, by ONNX Runtime's profiler, which slows it
 *     down
 */
public record GraphReport(
    int tokens,
    Map<String, Integer> fusedOperators,
    Map<String, Integer> operators,
    List<Kernel> kernels,
    List<Product> products,
    long weightBytesRead,
    long operationsPerCall,
    double operatorMillis) {

  public GraphReport {
    fusedOperators = Collections.unmodifiableMap(new TreeMap<>(fusedOperators));
    operators = Collections.unmodifiableMap(new TreeMap<>(operators));
    kernels = List.copyOf(kernels);
    products = List.copyOf(products);
  }

  /**
   * The work of one kind of operator on one type of weights.
   *
   * @param dataType of the weights or, without any, of the first input: {@code float32}, {@code
   *     int8}, {@code int4-b32} for 4 bits in blocks of 32, and the like
   * @param kernel the code that does it; what was not read from ONNX Runtime but inferred from the
   *     processor says so
   * @param weightBytes of weights that it reads in one call
   * @param operations multiplications and additions of matrix products in one call
   * @param timeShare its part of the time within operators, by ONNX Runtime's profiler
   */
  public record Kernel(
      String operator,
      int count,
      String dataType,
      String kernel,
      long weightBytes,
      long operations,
      double timeShare) {}
}
