package io.github.bertmark.machine;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How fast the machine of a run is at all: what it reads from memory, and what ONNX Runtime's own
 * matrix products reach. Measured in the run itself, with the threads of the run; each rate is that
 * of the fastest iteration, since a limit must not be one that a call can beat.
 *
 * @param threads that read, and that ONNX Runtime had within one operator
 * @param reads rates of reading an array over and over, by the array's size; small ones stay in the
 *     processor's caches
 * @param products rates of matrix products, by form and shape
 */
public record Limits(int threads, List<ReadRate> reads, List<ProductRate> products) {
  /**
   * How fast an array is read over and over.
   *
   * @param gigabytesPerSecond 10<sup>9</sup> bytes a second, all threads together
   */
  public record ReadRate(long arrayBytes, double gigabytesPerSecond) {}

  /**
   * How fast ONNX Runtime computes a matrix product, its weights in the caches if they fit.
   *
   * @param medianMillis of one product
   * @param gigaOperationsPerSecond 10<sup>9</sup> multiplications and additions a second, two per
   *     multiply-add
   */
  public record ProductRate(Product product, double medianMillis, double gigaOperationsPerSecond) {}

  public Limits {
    reads = List.copyOf(reads);
    products = List.copyOf(products);
  }

  /**
   * A rate that reading so many bytes once per call cannot beat: that of the largest measured array
   * that is no larger, since more of a smaller one stays in the caches. Empty if all are larger.
   */
  public OptionalDouble gigabytesPerSecond(long bytes) {
    return reads.stream()
        .filter(read -> read.arrayBytes() <= bytes)
        .mapToDouble(ReadRate::gigabytesPerSecond)
        .min();
  }

  /** The highest rate of the products of a form, whatever the shape; empty if there are none. */
  public OptionalDouble peakGigaOperationsPerSecond(String form) {
    return products.stream()
        .filter(rate -> rate.product().form().equals(form))
        .mapToDouble(ProductRate::gigaOperationsPerSecond)
        .max();
  }
}
