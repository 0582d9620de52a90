package io.github.bertmark.inspect;

import java.util.List;

/**
 * A weight's type and shape, without its values.
 *
 * @param dataType ONNX's number of the element type
 */
record StoredTensor(int dataType, List<Long> shape) {
  StoredTensor {
    shape = List.copyOf(shape);
  }

  long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  long bytes() {
    return (elements() * DataTypes.bits(dataType) + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** The bytes of so many of its rows, the slices along the first axis; no row counts twice. */
  long rowBytes(long rows) {
    long all = shape.isEmpty() ? 1 : shape.get(0);
    return all == 0 ? 0 : bytes() / all * Math.min(rows, all);
  }
}
