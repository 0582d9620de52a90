package io.github.bertmark.onnx;

import java.util.stream.IntStream;

/**
 * Symmetric quantisation to signed integers with one scale for each row, for tables that rows are
 * looked up in: nothing multiplies these integers by others, so they use all of 8 bits.
 */
final class RowQuantizer {
  private static final int LARGEST = 127;

  private RowQuantizer() {}

  /**
   * Quantises a matrix.
   *
   * @param values row-major, [rows, columns]
   * @return integers in the same layout, int8; one scale for each row
   */
  static QuantizedMatrix quantize(float[] values, int columns) {
    int rows = values.length / columns;
    byte[] integers = new byte[values.length];
    float[] scales = new float[rows];
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            row -> {
              int start = row * columns;
              float largest = 0;
              for (int i = start; i < start + columns; i++) {
                largest = Math.max(largest, Math.abs(values[i]));
              }
              // A row of zeros may have any scale but zero.
              scales[row] = largest == 0 ? 1 : largest / LARGEST;
              for (int i = start; i < start + columns; i++) {
                integers[i] = (byte) Math.rint(values[i] / scales[row]);
              }
            });
    return new QuantizedMatrix(integers, scales);
  }
}
