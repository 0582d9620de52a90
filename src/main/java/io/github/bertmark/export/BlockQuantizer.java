package io.github.bertmark.export;

import java.util.stream.IntStream;

/**
 * Symmetric quantisation with one scale for each block of consecutive weights of a row, in the
 * layout of ONNX Runtime's MatMulNBits and GatherBlockQuantized: unsigned integers with the middle
 * as their zero, of 4 bits two in a byte, the first in the low half.
 */
final class BlockQuantizer {
  /** What 4-bit scales are tried at: clipping a block's largest weight can serve the others. */
  private static final double[] SHARES = {1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7};

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
        : bestScale(weights, start, (double) -largest / zero);
  }

  /**
   * The scale of the least squared error, of those that clip the largest weight more and more.
   *
   * @param widest at which the largest weight is the lowest integer; may be negative
   */
  private float bestScale(float[] weights, int start, double widest) {
    float best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double share : SHARES) {
      float candidate = (float) fitted(weights, start, (float) (share * widest));
      double error = 0;
      for (int i = start; i < start + blockSize; i++) {
        double difference = weights[i] - (double) candidate * nearest(weights[i], candidate);
        error += difference * difference;
      }
      if (error < least) {
        least = error;
        best = candidate;
      }
    }
    return best;
  }

  /** The scale that fits the integers that another scale leads to best, by least squares. */
  private double fitted(float[] weights, int start, float scale) {
    double products = 0;
    double squares = 0;
    for (int i = start; i < start + blockSize; i++) {
      int integer = nearest(weights[i], scale);
      products += (double) weights[i] * integer;
      squares += (double) integer * integer;
    }
    return products / squares;
  }

  private int nearest(float weight, float scale) {
    return (int) Math.max(-zero, Math.min(zero - 1, Math.rint(weight / scale)));
  }

  private void pack(float[] weights, int start, float scale, byte[] to) {
    for (int i = start; i < start + blockSize; i++) {
      int integer = nearest(weights[i], scale) + zero;
      if (bits == Byte.SIZE) {
        to[i] = (byte) integer;
      } else {
        to[i / 2] |= (byte) (i % 2 == 0 ? integer : integer << bits);
      }
    }
  }
}
