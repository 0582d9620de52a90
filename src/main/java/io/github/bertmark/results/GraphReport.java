package io.github.bertmark.results;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The graph that ONNX Runtime really ran: the model after its optimisation on this machine, and the
 * work in it for the benchmark's query.
 *
 * @param fusedOperators how many there are of each operator that stands for several of the model's
 * @param operators how many there are of each operator, fused or not
 * @param kernels the work by operator and data type, most operations first
 * @param weightBytesRead bytes of weights that one call reads, of embeddings the rows of its tokens
 *     alone
 * @param operationsPerCall multiplications and additions of matrix products in one call, two per
 *     multiply-add
 */
public record GraphReport(
    Map<String, Integer> fusedOperators,
    Map<String, Integer> operators,
    List<Kernel> kernels,
    long weightBytesRead,
    long operationsPerCall) {

  public GraphReport {
    fusedOperators = Collections.unmodifiableMap(new TreeMap<>(fusedOperators));
    operators = Collections.unmodifiableMap(new TreeMap<>(operators));
    kernels = List.copyOf(kernels);
  }

  /**
   * The work of one kind of operator on one type of weights.
   *
   * @param dataType of the weights, such as {@code float32}
   * @param kernel the code that does it, and what that is known from
   * @param weightBytes of weights that it reads in one call
   * @param operations multiplications and additions in one call
   * @param timeShare its part of the time within operators, by ONNX Runtime's profiler; null if the
   *     profiler was not asked
   */
  public record Kernel(
      String operator,
      int count,
      String dataType,
      String kernel,
      long weightBytes,
      long operations,
      @Nullable Double timeShare) {}
}
