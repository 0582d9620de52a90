package io.github.bertmark.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a file stores the values of a tensor. */
public enum ElementType {
  /** float32. */
  F32(Float.BYTES),
  /** IEEE 754 binary16. */
  F16(Short.BYTES);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one value. */
  int bytes() {
    return bytes;
  }

  /**
   * The values of a tensor, little-endian.
   *
   * @throws IllegalArgumentException if one of them is not finite in this type
   */
  byte[] encode(FloatTensor tensor) {
    float[] values = tensor.toArray();
    ByteBuffer encoded =
        ByteBuffer.allocate(Math.multiplyExact(values.length, bytes))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      short half = HalfPrecision.fromFloat(value);
      if (!Float.isFinite(this == F16 ? HalfPrecision.toFloat(half) : value)) {
        throw new IllegalArgumentException(tensor.name() + " holds " + value + " as " + this);
      }
      if (this == F16) {
        encoded.putShort(half);
      } else {
        encoded.putFloat(value);
      }
    }
    return encoded.array();
  }

  /** Little-endian values of this type as little-endian float32. */
  ByteBuffer decode(ByteBuffer encoded) {
    if (this == F32) {
      return encoded;
    }
    ByteBuffer halves = encoded.slice().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer floats =
        ByteBuffer.allocate(Math.multiplyExact(halves.remaining(), Float.BYTES / bytes))
            .order(ByteOrder.LITTLE_ENDIAN);
    while (halves.remaining() >= bytes) {
      floats.putFloat(HalfPrecision.toFloat(halves.getShort()));
    }
    return floats.flip();
  }
}
