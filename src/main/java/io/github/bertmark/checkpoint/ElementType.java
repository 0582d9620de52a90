package io.github.bertmark.checkpoint;

import ai.onnxruntime.platform.Fp16Conversions;
import io.github.bertmark.PlainText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** How a file stores the values of a tensor; named as safetensors names them. */
public enum ElementType {
  /** float32. */
  F32("float32", Float.BYTES),
  /** IEEE 754 binary16. */
  F16("float16", Short.BYTES),
  /** bfloat16: the upper half of a float32. */
  BF16("bfloat16", Short.BYTES),
  /** float64, which is rounded to float32. */
  F64("float64", Double.BYTES);

  private final String words;
  private final int bytes;

  ElementType(String words, int bytes) {
    this.words = words;
    this.bytes = bytes;
  }

  /**
   * The type that a file names.
   *
   * @throws IllegalArgumentException if weights of that type cannot be read
   */
  public static ElementType of(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is of type "
                        + PlainText.quoted(name)
                        + ", not one of "
                        + Arrays.toString(values())));
  }

  /** The size of one value. */
  public int bytes() {
    return bytes;
  }

  /**
   * The values of a tensor, little-endian.
   *
   * @throws IllegalArgumentException if one of them is not finite in this type
   */
  public byte[] encode(FloatTensor tensor) {
    float[] values = tensor.toArray();
    ByteBuffer encoded =
        ByteBuffer.allocate(Math.multiplyExact(values.length, bytes))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      int start = encoded.position();
      put(value, encoded);
      if (!Float.isFinite(get(encoded.position(start)))) {
        throw new IllegalArgumentException(tensor.name() + " holds " + value + " as " + name());
      }
    }
    return encoded.array();
  }

  /** Little-endian values of this type as little-endian float32. */
  public ByteBuffer decode(ByteBuffer encoded) {
    if (this == F32) {
      return encoded;
    }
    float[] values = toFloats(encoded);
    ByteBuffer floats =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    floats.asFloatBuffer().put(values);
    return floats;
  }

  /** Little-endian values of this type. */
  float[] toFloats(ByteBuffer encoded) {
    ByteBuffer from = encoded.slice().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[from.remaining() / bytes];
    if (this == F32) {
      from.asFloatBuffer().get(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = get(from);
      }
    }
    return values;
  }

  private void put(float value, ByteBuffer to) {
    switch (this) {
      case F32 -> to.putFloat(value);
      case F16 -> to.putShort(Fp16Conversions.floatToFp16(value));
      case BF16 -> to.putShort(Fp16Conversions.floatToBf16(value));
      case F64 -> to.putDouble(value);
    }
  }

  private float get(ByteBuffer from) {
    return switch (this) {
      case F32 -> from.getFloat();
      case F16 -> Fp16Conversions.fp16ToFloat(from.getShort());
      case BF16 -> Fp16Conversions.bf16ToFloat(from.getShort());
      case F64 -> (float) from.getDouble();
    };
  }

  /** A type in words, such as {@code float16}; any other as the file names it. */
  public static String wordsOf(String name) {
    return find(name).map(type -> type.words).orElse(name);
  }

  private static Optional<ElementType> find(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
