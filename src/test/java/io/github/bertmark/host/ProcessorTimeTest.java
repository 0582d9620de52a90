package io.github.bertmark.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessorTimeTest {
  /** proc(5): the eighth number is steal; guests' time is in user's and nice's already. */
  @Test
  void stealIsTheEighthNumber() {
    ProcessorTime time = ProcessorTime.parse("cpu  100 2 30 4000 5 6 7 50 90 1");
    assertThat(time).isEqualTo(new ProcessorTime(4200, 50));
    assertThat(new ProcessorTime(5200, 300).stealSince(time)).isCloseTo(0.25, within(1e-12));
    assertThat(time.stealSince(time)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "cpu", "cpu0 1 2 3 4 5 6 7 8", "cpu 1 2 3 4 5 6 7", "cpu a b c d e f g h"})
  void anythingElseTellsNothing(String line) {
    assertThat(ProcessorTime.parse(line)).isNull();
  }
}
