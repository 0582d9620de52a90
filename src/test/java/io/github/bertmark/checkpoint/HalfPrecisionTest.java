package io.github.bertmark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {
  @ParameterizedTest
  // IEEE 754-2008, binary16: one, the largest, the least normal, the least subnormal, ties.
  @CsvSource({
    "1.0, 3c00",
    "-2.0, c000",
    "0.0, 0000",
    "-0.0, 8000",
    "65504.0, 7bff",
    "65519.99, 7bff",
    "65520.0, 7c00",
    "-Infinity, fc00",
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
    assertThat(HalfPrecision.fromFloat(Float.parseFloat(value)))
        .isEqualTo((short) Integer.parseInt(bits, 16));
  }

  @Test
  void everyHalfSurvivesTheRoundTrip() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfPrecision.toFloat((short) bits);
      short back = HalfPrecision.fromFloat(value);
      if (Float.isNaN(value)) {
        assertThat(Float.isNaN(HalfPrecision.toFloat(back))).isTrue();
      } else {
        assertThat(back).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void noHalfIsNearerThanTheChosenOne() {
    RandomGenerator random = new SplittableRandom(17);
    for (int i = 0; i < 100_000; i++) {
      float value = (float) (random.nextGaussian() * Math.scalb(1.0, random.nextInt(-26, 14)));
      short chosen = HalfPrecision.fromFloat(value);
      double error = Math.abs((double) HalfPrecision.toFloat(chosen) - value);
      for (int step : new int[] {-1, 1}) {
        float other = HalfPrecision.toFloat((short) (chosen + step));
        if (!Float.isNaN(other)) {
          assertThat(error).isLessThanOrEqualTo(Math.abs((double) other - value));
        }
      }
    }
  }
}
