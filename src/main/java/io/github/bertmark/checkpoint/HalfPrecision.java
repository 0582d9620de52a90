package io.github.bertmark.checkpoint;

/** Conversion between float32 and the types of 16 bits: IEEE 754 binary16 and bfloat16. */
final class HalfPrecision {
  private static final int SIGN = 0x8000;
  private static final int EXPONENT = 0x7c00;
  private static final int FRACTION_BITS = 10;
  private static final int MIN_NORMAL_EXPONENT = -14;
  private static final int MAX_EXPONENT = 15;

  private HalfPrecision() {}

  /** The value of 16 bits, exactly. */
  static float toFloat(short bits) {
    int magnitude = bits & ~SIGN & 0xffff;
    float value;
    if (magnitude >= EXPONENT) {
      value = magnitude == EXPONENT ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (magnitude >= 1 << FRACTION_BITS) {
      // The same fields, wider: only the exponent's bias differs, by 127 - 15.
      value = Float.intBitsToFloat((magnitude << 13) + ((127 - MAX_EXPONENT) << 23));
    } else {
      value = magnitude * 0x1p-24f;
    }
    return (bits & SIGN) == 0 ? value : -value;
  }

  /** The 16 bits nearest to a value, to the even one of two; infinite beyond 65,504. */
  static short fromFloat(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 16 & SIGN;
    if (Float.isNaN(value)) {
      return (short) (sign | EXPONENT | 1 << (FRACTION_BITS - 1));
    }
    float magnitude = Math.abs(value);
    if (magnitude >= 65_520f) {
      return (short) (sign | EXPONENT);
    }
    int exponent = Math.max(Math.getExponent(magnitude), MIN_NORMAL_EXPONENT);
    // In units of the last place, where rint rounds as wanted; a carry flows into the exponent.
    int units = (int) Math.rint(Math.scalb((double) magnitude, FRACTION_BITS - exponent));
    return (short) (sign | (((exponent - MIN_NORMAL_EXPONENT) << FRACTION_BITS) + units));
  }

  /** The bfloat16 nearest to a value, to the even one of two. */
  static short upperHalf(float value) {
    int bits = Float.floatToIntBits(value);
    return (short) ((bits + 0x7fff + ((bits >>> Short.SIZE) & 1)) >>> Short.SIZE);
  }
}
