package io.github.bertmark.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.bertmark.checkpoint.FloatTensor;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A constant tensor of a graph whose values are made when they are written, so that no more than
 * one matrix, or a part of a large one, is on the heap at a time.
 *
 * @param type of the values: float32, int8 or uint8
 * @param parts makes the values, little-endian, one part after another
 */
public record Initializer(
    String name, DataType type, List<Integer> shape, Iterable<ByteBuffer> parts) {
  public Initializer {
    shape = List.copyOf(shape);
  }

  public static Initializer of(Weight weight) {
    return new Initializer(
        weight.name(),
        DataType.FLOAT,
        weight.shape(),
        () -> weight.values().get().parts().stream().map(FloatTensor::bytes).iterator());
  }

  /** The size of the values. */
  public long bytes() {
    long bytes = type == DataType.FLOAT ? Float.BYTES : Byte.BYTES;
    for (int size : shape) {
      bytes *= size;
    }
    return bytes;
  }
}
