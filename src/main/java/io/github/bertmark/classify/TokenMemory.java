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

  /** Writes the value of one token. */
  abstract void put(int token, long value);

  /** Writes one value to the tokens of a range. */
  final void fill(int from, int to, long value) {
    for (int token = from; token < to; token++) {
      put(token, value);
    }
  }

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
    void put(int token, long value) {
      memory.put(token, value);
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
      for (int token = 0; token < values.length; token++) {
        put(token, values[token]);
      }
    }

    @Override
    void put(int token, long value) {
      memory.put(token, (int) value);
    }

    @Override
    OnnxTensor tensor(int length) throws OrtException {
      return OnnxTensor.createTensor(
          KeptEnvironment.get(), memory.slice(0, length), new long[] {1, length});
    }
  }
}
