package io.github.bertmark.classify;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** Native memory of one input, an integer for each token, in the type that the model wants. */
abstract class TokenMemory {
  /**
   * Memory of zeros.
   *
   * @param type INT64 or INT32
   */
  static TokenMemory of(OnnxJavaType type, int maximumLength) {
    return type == OnnxJavaType.INT32 ? new Ints(maximumLength) : new Longs(maximumLength);
  }

  /** Writes values from the first token on. */
  abstract void put(long[] values);

  /** Writes one value to the tokens of a range. */
  abstract void fill(int from, int to, long value);

  /** A view of the first tokens, [1, length]. */
  abstract OnnxTensor tensor(int length) throws OrtException;

  private static final class Longs extends TokenMemory {
    private final LongBuffer memory;

    Longs(int maximumLength) {
      memory = NativeMemory.bytes((long) maximumLength * Long.BYTES).asLongBuffer();
    }

    @Override
    void put(long[] values) {
      memory.put(0, values);
    }

    @Override
    void fill(int from, int to, long value) {
      for (int i = from; i < to; i++) {
        memory.put(i, value);
      }
    }

    @Override
    OnnxTensor tensor(int length) throws OrtException {
      return OnnxTensor.createTensor(
          KeptEnvironment.get(), memory.slice(0, length), new long[] {1, length});
    }
  }

  private static final class Ints extends TokenMemory {
    private final IntBuffer memory;

    Ints(int maximumLength) {
      memory = NativeMemory.bytes((long) maximumLength * Integer.BYTES).asIntBuffer();
    }

    @Override
    void put(long[] values) {
      for (int i = 0; i < values.length; i++) {
        memory.put(i, (int) values[i]);
      }
    }

    @Override
    void fill(int from, int to, long value) {
      for (int i = from; i < to; i++) {
        memory.put(i, (int) value);
      }
    }

    @Override
    OnnxTensor tensor(int length) throws OrtException {
      return OnnxTensor.createTensor(
          KeptEnvironment.get(), memory.slice(0, length), new long[] {1, length});
    }
  }
}
