package io.github.bertmark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FloatTensorTest {
  /** Five rows of 2^20 values, of which four are a part. */
  @ParameterizedTest
  @EnumSource
  void partsOfALargeTensorAreItsRows(ElementType type) {
    int columns = 1 << 20;
    float[] values = new float[5 * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 128 + i / columns;
    }
    FloatTensor plain = FloatTensor.of("t", List.of(5, columns), values);
    FloatTensor tensor =
        new FloatTensor("t", List.of(5, columns), type, ByteBuffer.wrap(type.encode(plain)));

    List<FloatTensor> parts = tensor.parts();

    assertThat(parts)
        .extracting(FloatTensor::shape)
        .containsExactly(List.of(4, columns), List.of(1, columns));
    List<Float> ends = new ArrayList<>();
    for (FloatTensor part : parts) {
      float[] rows = part.toArray();
      for (int row = 0; row < rows.length / columns; row++) {
        ends.add(rows[row * columns + 127]);
      }
    }
    assertThat(ends).containsExactly(127f, 128f, 129f, 130f, 131f);
    assertThat(tensor.toArray()).isEqualTo(values);
  }
}
