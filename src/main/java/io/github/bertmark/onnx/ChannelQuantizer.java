package io.github.bertmark.onnx;

import java.util.stream.IntStream;

/**
 * Symmetric quantisation to signed integers with one scale for each column.
 *
 * <p>The integers are from -64 to 64, not from -127 to 127. CPUs with AVX2 but no VNNI multiply two
 * pairs of bytes and add the products in 16 bits with saturation ({@code vpmaddubsw}): 2 x 255 x 64
 * fits, 2 x 255 x 127 does not. So the same file means the same on every CPU.
 */
final class ChannelQuantizer {
  private static final int LARGEST = 64;

  private ChannelQuantizer() {}

  /**
   * Quantises a matrix.
   *
   * @param weights row-major, [rows, columns]
   * @return integers in the same layout, int8; one scale for each column
   */
  static QuantizedMatrix quantize(float[] weights, int columns) {
    int rows = weights.length / columns;
    float[] scales = new float[columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        scales[column] = Math.max(scales[column], Math.abs(weights[row * columns + column]));
      }
    }
    for (int column = 0; column < columns; column++) {
      // A column of zeros may have any scale but zero.
      scales[column] = scales[column] == 0 ? 1 : scales[column] / LARGEST;
    }
    byte[] integers = new byte[weights.length];
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            row -> {
              for (int i = row * columns, column = 0; column < columns; i++, column++) {
                integers[i] = nearest(weights[i] / scales[column]);
              }
            });
    return new QuantizedMatrix(integers, scales);
  }

  private static byte nearest(float scaled) {
    return (byte) Math.max(-LARGEST, Math.min(LARGEST, Math.rint(scaled)));
  }
}
