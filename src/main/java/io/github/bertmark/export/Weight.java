package io.github.bertmark.export;

import io.github.bertmark.checkpoint.FloatTensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * A float32 initializer of a graph whose values are made when they are written, so that no more
 * than one is on the heap at a time.
 *
 * @param values makes a tensor of that shape
 */
record Weight(String name, List<Integer> shape, Supplier<FloatTensor> values) {
  Weight {
    shape = List.copyOf(shape);
  }

  static Weight of(FloatTensor tensor) {
    return new Weight(tensor.name(), tensor.shape(), () -> tensor);
  }

  /** The size of the values. */
  long bytes() {
    long bytes = Float.BYTES;
    for (int size : shape) {
      bytes *= size;
    }
    return bytes;
  }
}
