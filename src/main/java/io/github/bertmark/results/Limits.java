package io.github.bertmark.results;

import java.util.List;

/**
 * How fast the machine of a run is at all: what it reads from memory, and what ONNX Runtime's own
 * matrix products reach. Measured in the run itself, with the threads of the run.
 *
 * @param threads that read, and that ONNX Runtime had within one operator
 * @param readGigabytesPerSecond bytes read from memory, 10<sup>9</sup> a second; the best fork's
 * @param products rates of matrix products, by form and shape
 */
public record Limits(int threads, double readGigabytesPerSecond, List<ProductRate> products) {
  public Limits {
    products = List.copyOf(products);
  }

  /**
   * The rate of one matrix product, [rows x inner] times [inner x columns].
   *
   * @param form how its operands are stored and multiplied, such as {@code float32}
   * @param medianMillis of one product
   * @param gigaOperationsPerSecond 10<sup>9</sup> multiplications and additions a second, two per
   *     multiply-add
   */
  public record ProductRate(
      String form,
      int rows,
      int inner,
      int columns,
      double medianMillis,
      double gigaOperationsPerSecond) {}
}
