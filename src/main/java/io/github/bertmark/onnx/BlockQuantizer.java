package io.github.bertmark.onnx;

import java.util.stream.IntStream;

/**
 * Symmetric quantisation with one scale for each block of consecutive weights of a row, in the
 * layout of ONNX Runtime's MatMulNBits and GatherBlockQuantized: unsigned integers with the middle
 * as their zero, of 4 bits two in a byte, the first in the low half.
 */
final class BlockQuantizer {
  /** What 4-bit scales are tried at: clipping a block's largest weight can serve the others. */
  private static final float[] SHARES = {1, 0.9f, 0.8f, 0.7f};

  /** Adding and subtracting it rounds a float below 2^22 to the nearest integer, ties to even. */
  private static final float ROUNDING = 3 << 22;

  private final int bits;
  private final int blockSize;
  private final int zero;

  BlockQuantizer(int bits, int blockSize) {
    this.bits = bits;
    this.blockSize = blockSize;
    this.zero = 1 << (bits - 1);
  }

  /**
   * Quantises a matrix.
   *
   * @param weights row-major, [rows, columns], the columns a multiple of the block size
   * @return integers and scales, row by row
   */
  QuantizedMatrix quantize(float[] weights, int columns) {
    int blocks = weights.length / blockSize;
    byte[] integers = new byte[weights.length * bits / Byte.SIZE];
    float[] scales = new float[blocks];
    int blocksOfRow = columns / blockSize;
    IntStream.range(0, blocks / blocksOfRow)
        .parallel()
        .forEach(
            row -> {
              for (int block = row * blocksOfRow; block < (row + 1) * blocksOfRow; block++) {
                scales[block] = scale(weights, block * blockSize);
                pack(weights, block * blockSize, scales[block], integers);
              }
            });
    return new QuantizedMatrix(integers, scales);
  }

  private float scale(float[] weights, int start) {
    float largest = 0;
    for (int i = start; i < start + blockSize; i++) {
      if (Math.abs(weights[i]) > Math.abs(largest)) {
        largest = weights[i];
      }
    }
    if (largest == 0) {
      return 1;
    }
    return bits == Byte.SIZE
        ? Math.abs(largest) / (zero - 1)
        : bestScale(weights, start, -largest / zero);
  }

  /**
   * The scale of the least squared error, of those that clip the largest weight more and more.
   *
   * @param widest at which the largest weight is the lowest integer; may be negative
   */
  private float bestScale(float[] weights, int start, float widest) {
    float best = 0;
    double most = 0;
    for (float share : SHARES) {
      float scale = share * widest;
      double products = 0;
      double squares = 0;
      for (int i = start; i < start + blockSize; i++) {
        float integer = nearest(weights[i], scale);
        products += weights[i] * integer;
        squares += integer * integer;
      }
      // With integers q the scale that fits weights w best is wq / qq; it leaves ww - (wq)^2 / qq.
      double explained = products * products / squares;
      if (explained > most) {
        most = explained;
        best = (float) (products / squares);
      }
    }
    return best;
  }

  private float nearest(float weight, float scale) {
    float rounded = weight / scale + ROUNDING - ROUNDING;
    return Math.max(-zero, Math.min(zero - 1, rounded));
  }

  private void pack(float[] weights, int start, float scale, byte[] to) {
    for (int i = start; i < start + blockSize; i++) {
      int integer = (int) nearest(weights[i], scale) + zero;
      if (bits == Byte.SIZE) {
        to[i] = (byte) integer;
      } else {
        to[i / 2] |= (byte) (i % 2 == 0 ? integer : integer << bits);
      }
    }
  }
}
