package io.github.bertmark.classify;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Native memory of a row of logits, in the type that the model gives, and the tensor over it. */
final class LogitsMemory implements AutoCloseable {
  /** From native memory to floats. */
  private interface Reader {
    void into(float[] row);
  }

  private final OnnxTensor tensor;
  private final Reader reader;

  /**
   * @param type FLOAT, DOUBLE, FLOAT16 or BFLOAT16
   */
  LogitsMemory(OnnxJavaType type, int labels) throws OrtException {
    ByteBuffer bytes = NativeMemory.bytes((long) labels * type.size);
    this.tensor =
        OnnxTensor.createTensor(KeptEnvironment.get(), bytes, new long[] {1, labels}, type);
    FloatBuffer floats = bytes.asFloatBuffer();
    DoubleBuffer doubles = bytes.asDoubleBuffer();
    ShortBuffer halves = bytes.asShortBuffer();
    this.reader =
        switch (type) {
          case FLOAT -> row -> floats.get(0, row);
          case DOUBLE ->
              row -> {
                for (int i = 0; i < row.length; i++) {
                  row[i] = (float) doubles.get(i);
                }
              };
          case FLOAT16 ->
              row -> {
                for (int i = 0; i < row.length; i++) {
                  row[i] = Fp16Conversions.fp16ToFloat(halves.get(i));
                }
              };
          case BFLOAT16 ->
              row -> {
                for (int i = 0; i < row.length; i++) {
                  row[i] = Fp16Conversions.bf16ToFloat(halves.get(i));
                }
              };
          default -> throw new IllegalArgumentException(type + " holds no logits");
        };
  }

  OnnxTensor tensor() {
    return tensor;
  }

  /** Copies the row to the heap. */
  void read(float[] row) {
    reader.into(row);
  }

  @Override
  public void close() {
    tensor.close();
  }
}
