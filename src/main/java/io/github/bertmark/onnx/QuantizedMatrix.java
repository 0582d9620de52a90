package io.github.bertmark.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The integers of a matrix, packed, and the scales to multiply them by. */
final class QuantizedMatrix {
  private final byte[] integers;
  private final float[] scales;

  QuantizedMatrix(byte[] integers, float[] scales) {
    this.integers = integers;
    this.scales = scales;
  }

  ByteBuffer integers() {
    return ByteBuffer.wrap(integers);
  }

  ByteBuffer scales() {
    ByteBuffer bytes =
        ByteBuffer.allocate(scales.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(scales);
    return bytes;
  }
}
