package io.github.bertmark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {
  private static short toHalf(float value) {
    byte[] encoded = ElementType.F16.encode(FloatTensor.of("one", List.of(1), value));
    return ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getShort();
  }

  private static float fromHalf(short bits) {
    ByteBuffer encoded = ByteBuffer.allocate(Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return ElementType.F16.toFloats(encoded.putShort(0, bits))[0];
  }

  @ParameterizedTest
  // IEEE 754-2008, binary16: one, the largest, the least normal, the least subnormal, ties.
  @CsvSource({
    "1.0, 3c00",
    "-2.0, c000",
    "0.0, 0000",
    "-0.0, 8000",
    "65504.0, 7bff",
    "65519.99, 7bff",
    "0x1p-14, 0400",
    "0x1p-24, 0001",
    "0x1p-25, 0000",
    "0x1.8p-25, 0001",
    "0x1.002p0, 3c00",
    "0x1.006p0, 3c02",
    "0x1.ffep-15, 0400",
    "0.333333333, 3555"
  })
  void roundsToTheNearest(String value, String bits) {
    assertThat(toHalf(Float.parseFloat(value))).isEqualTo((short) Integer.parseInt(bits, 16));
  }

  @Test
  void everyHalfSurvivesTheRoundTrip() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = fromHalf((short) bits);
      int magnitude = bits & 0x7fff;
      assertThat(Float.isNaN(value)).isEqualTo(magnitude > 0x7c00);
      assertThat(Float.isInfinite(value)).isEqualTo(magnitude == 0x7c00);
      if (magnitude < 0x7c00) {
        assertThat(toHalf(value)).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void noHalfIsNearerThanTheChosenOne() {
    RandomGenerator random = new SplittableRandom(17);
    for (int i = 0; i < 100_000; i++) {
      float value = (float) (random.nextGaussian() * Math.scalb(1.0, random.nextInt(-26, 14)));
      short chosen = toHalf(value);
      double error = Math.abs((double) fromHalf(chosen) - value);
      for (int step : new int[] {-1, 1}) {
        float other = fromHalf((short) (chosen + step));
        if (!Float.isNaN(other)) {
          assertThat(error).isLessThanOrEqualTo(Math.abs((double) other - value));
        }
      }
    }
  }
}
