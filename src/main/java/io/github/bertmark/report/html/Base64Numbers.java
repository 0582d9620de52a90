package io.github.bertmark.report.html;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/** Columns of numbers as text that is short and quick to read: Base64 of little-endian binary. */
final class Base64Numbers {
  private static final int BYTE_VALUES = 1 << 8;
  private static final int SHORT_VALUES = 1 << 16;

  private Base64Numbers() {}

  /**
   * How many bytes an index takes: 1 or 2.
   *
   * @throws IllegalArgumentException if two are not enough
   */
  static int indexBytes(int values) {
    if (values > SHORT_VALUES) {
      throw new IllegalArgumentException(values + " values do not fit two bytes");
    }
    return values <= BYTE_VALUES ? 1 : 2;
  }

  static String indices(int[] indices, int indexBytes) {
    ByteBuffer buffer = buffer(indices.length * indexBytes);
    for (int index : indices) {
      if (indexBytes == 1) {
        buffer.put((byte) index);
      } else {
        buffer.putShort((short) index);
      }
    }
    return text(buffer);
  }

  /** Fractions between 0 and 1, in steps of 1 / 65,535. */
  static String fractions(float[] fractions) {
    ByteBuffer buffer = buffer(fractions.length * Short.BYTES);
    for (float fraction : fractions) {
      buffer.putShort((short) Math.round(fraction * (SHORT_VALUES - 1)));
    }
    return text(buffer);
  }

  /** In single precision. */
  static String floats(List<Double> values) {
    ByteBuffer buffer = buffer(values.size() * Float.BYTES);
    values.forEach(value -> buffer.putFloat(value.floatValue()));
    return text(buffer);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String text(ByteBuffer buffer) {
    return Base64.getEncoder().encodeToString(buffer.array());
  }
}
