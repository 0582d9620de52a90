package io.github.bertmark.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quantisers against plain arithmetic in double precision. */
class QuantizersTest {
  private static final int ROWS = 48;
  private static final int COLUMNS = 64;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aChannelsWeightsAreRoundedToStepsOfItsScale(long seed) {
    float[] weights = random(seed);
    weights[5] = 40; // one column of another size

    QuantizedMatrix quantized = ChannelQuantizer.quantize(weights, COLUMNS);

    ByteBuffer scales = quantized.scales();
    ByteBuffer integers = quantized.integers();
    for (int column = 0; column < COLUMNS; column++) {
      double largest = 0;
      for (int row = 0; row < ROWS; row++) {
        largest = Math.max(largest, Math.abs((double) weights[row * COLUMNS + column]));
      }
      double scale = scales.getFloat(column * Float.BYTES);
      assertThat(scale).isCloseTo(largest / 64, within(1e-7 * largest));
      for (int row = 0; row < ROWS; row++) {
        int integer = integers.get(row * COLUMNS + column);
        assertThat(integer).isBetween(-64, 64);
        double error = Math.abs(integer * scale - weights[row * COLUMNS + column]);
        assertThat(error).isLessThanOrEqualTo(scale * 0.50001);
      }
    }
  }

  /** Two products of any activation and any weight fit the 16 bits that vpmaddubsw adds them in. */
  @Test
  void noSumOfTwoProductsSaturates() {
    ByteBuffer integers = ChannelQuantizer.quantize(random(4), COLUMNS).integers();
    int largest = 0;
    while (integers.hasRemaining()) {
      largest = Math.max(largest, Math.abs(integers.get()));
    }
    assertThat(largest).isEqualTo(64);
    assertThat(2 * 255 * largest).isLessThanOrEqualTo(Short.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aRowsValuesAreRoundedToStepsOfItsScale(long seed) {
    float[] values = random(seed);

    QuantizedMatrix quantized = RowQuantizer.quantize(values, COLUMNS);

    ByteBuffer scales = quantized.scales();
    ByteBuffer integers = quantized.integers();
    for (int i = 0; i < values.length; i++) {
      double scale = scales.getFloat(i / COLUMNS * Float.BYTES);
      assertThat(Math.abs(integers.get(i) * scale - values[i]))
          .isLessThanOrEqualTo(scale * 0.50001);
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 16, 1", "8, 64, 2", "4, 16, 3", "4, 32, 4", "4, 64, 5"})
  void aBlocksErrorIsNoLargerThanPlainRoundings(int bits, int blockSize, long seed) {
    float[] weights = random(seed);

    double[] restored = restored(new BlockQuantizer(bits, blockSize), weights, bits, blockSize);

    for (int start = 0; start < weights.length; start += blockSize) {
      double ours = 0;
      for (int i = start; i < start + blockSize; i++) {
        ours += Math.pow(restored[i] - weights[i], 2);
      }
      // A hair: the integers are rounded anew for the scale that fits the former ones best.
      assertThat(ours).isLessThanOrEqualTo(1.05 * plainError(weights, start, bits, blockSize));
    }
  }

  /** Rounding to steps by which the largest weight is the lowest integer, or 127 of 8 bits. */
  private static double plainError(float[] weights, int start, int bits, int blockSize) {
    double largest = 0;
    for (int i = start; i < start + blockSize; i++) {
      largest = Math.abs(weights[i]) > Math.abs(largest) ? weights[i] : largest;
    }
    double scale = bits == 8 ? Math.abs(largest) / 127 : largest / -8;
    double error = 0;
    for (int i = start; i < start + blockSize; i++) {
      double integer =
          Math.max(
              -Math.pow(2, bits - 1.0),
              Math.min(Math.pow(2, bits - 1.0) - 1, Math.rint(weights[i] / scale)));
      error += Math.pow(integer * scale - weights[i], 2);
    }
    return error;
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void zerosStayZeros(int bits) {
    float[] weights = new float[COLUMNS];

    assertThat(restored(new BlockQuantizer(bits, 32), weights, bits, 32)).containsOnly(0);
    assertThat(ChannelQuantizer.quantize(weights, 32).scales().getFloat(0)).isOne();
    assertThat(RowQuantizer.quantize(weights, 32).scales().getFloat(0)).isOne();
  }

  private static double[] restored(
      BlockQuantizer quantizer, float[] weights, int bits, int blockSize) {
    QuantizedMatrix quantized = quantizer.quantize(weights, COLUMNS);
    ByteBuffer integers = quantized.integers();
    ByteBuffer scales = quantized.scales();
    double[] restored = new double[weights.length];
    for (int i = 0; i < restored.length; i++) {
      int perByte = 8 / bits;
      int packed = integers.get(i / perByte) & 0xff;
      int integer = perByte == 1 ? packed : i % 2 == 0 ? packed & 15 : packed >> 4;
      restored[i] =
          (integer - Math.pow(2, bits - 1.0)) * scales.getFloat(i / blockSize * Float.BYTES);
    }
    return restored;
  }

  private static float[] random(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    float[] values = new float[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1) * (1 + i % 7);
    }
    return values;
  }
}
