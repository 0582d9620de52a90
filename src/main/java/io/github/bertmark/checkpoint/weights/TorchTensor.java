package io.github.bertmark.checkpoint.weights;

import io.github.bertmark.PlainText;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor in the words of PyTorch: a view of a storage.
 *
 * @param type of the storage's values, an {@link ElementType} if it is one of those
 * @param key the name of the storage's file
 * @param elements the number of values in the storage
 * @param offset of the first value, in values
 * @param strides how many values further the next one along each axis lies
 */
record TorchTensor(
    String type, String key, long elements, long offset, List<Integer> shape, List<Long> strides) {
  TorchTensor {
    if (shape.size() != strides.size() || offset < 0 || elements < 0) {
      throw new IllegalArgumentException("a tensor's shape and strides do not fit");
    }
    long last = offset;
    boolean empty = false;
    for (int axis = 0; axis < shape.size(); axis++) {
      int size = shape.get(axis);
      if (size < 0 || strides.get(axis) < 0) {
        throw new IllegalArgumentException("a tensor's shape or stride is negative");
      }
      empty |= size == 0;
      last = Math.addExact(last, Math.multiplyExact(size - 1L, strides.get(axis)));
    }
    if (!empty && last >= elements) {
      throw new IllegalArgumentException("a tensor reaches beyond its storage");
    }
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /** Whether its values lie together, in row-major order. */
  private boolean contiguous() {
    long expected = 1;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      if (shape.get(axis) != 1 && strides.get(axis) != expected) {
        return false;
      }
      expected = Math.multiplyExact(expected, shape.get(axis));
    }
    return true;
  }

  private long size() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /**
   * Reads the values in row-major order.
   *
   * @param start where the storage lies in the file, in bytes
   */
  FloatTensor read(String name, MappedFile file, long start) {
    try {
      ElementType element = ElementType.of(type);
      if (contiguous()) {
        long first = Math.addExact(start, offset * element.bytes());
        return file.tensor(name, type, shape, first, size() * element.bytes());
      }
      file.requireHeap(name, Math.addExact(size(), elements));
      ByteBuffer storage =
          element
              .decode(file.map(start, elements * element.bytes()))
              .order(ByteOrder.LITTLE_ENDIAN);
      float[] values = new float[Math.toIntExact(size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = storage.getFloat(Math.toIntExact(position(i) * Float.BYTES));
      }
      return FloatTensor.of(name, shape, values);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw file.unusable(name + " " + PlainText.refusal(e), e);
    }
  }

  /** Where in the storage the value of a row-major index lies. */
  private long position(int index) {
    long position = offset;
    int rest = index;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      position += rest % shape.get(axis) * strides.get(axis);
      rest /= shape.get(axis);
    }
    return position;
  }
}
