package io.github.bertmark.onnx;

import io.github.bertmark.checkpoint.FloatTensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * A float32 tensor of a model whose values are made when they are asked for.
 *
 * @param values makes a tensor of that shape
 */
public record Weight(String name, List<Integer> shape, Supplier<FloatTensor> values) {
  public Weight {
    shape = List.copyOf(shape);
  }

  public static Weight of(FloatTensor tensor) {
    return new Weight(tensor.name(), tensor.shape(), () -> tensor);
  }

  /** Tensors of the same shape side by side, joined along the last axis. */
  public static Weight beside(String name, List<Weight> parts) {
    List<Integer> shape = parts.get(0).shape();
    int columns = shape.get(shape.size() - 1);
    int rows = shape.size() == 1 ? 1 : shape.get(0);
    int width = columns * parts.size();
    List<Integer> joined = shape.size() == 1 ? List.of(width) : List.of(rows, width);
    return new Weight(
        name,
        joined,
        () -> {
          float[] values = new float[rows * width];
          for (int part = 0; part < parts.size(); part++) {
            float[] from = parts.get(part).values().get().toArray();
            for (int row = 0; row < rows; row++) {
              System.arraycopy(from, row * columns, values, row * width + part * columns, columns);
            }
          }
          return FloatTensor.of(name, joined, values);
        });
  }
}
