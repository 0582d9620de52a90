package io.github.bertmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void failsWithABenchmarkUnlessToldOtherwise() {
    assertThat(Main.failing("Some", "-f", "1")).containsExactly("Some", "-f", "1", "-foe", "true");
    assertThat(Main.failing("-foe", "false")).containsExactly("-foe", "false");
    assertThat(Main.failing("-foe=false")).containsExactly("-foe=false");
  }
}
