package io.github.bertmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"\u001b[31m", "\u009b31m", "\u202e", "\u2066", "\u0085", "\u2028", "\r", "\ud800"})
  void nothingCommandsTheTerminal(String unsafe) {
    assertThat(PlainText.line("a" + unsafe + "b")).doesNotContain(unsafe.substring(0, 1));
  }

  @Test
  void nothingCommandsTheRunner() {
    assertThat(PlainText.line("a\n::error::b")).isEqualTo("a ::error::b");
    assertThat(PlainText.line(" ::error::b")).isEqualTo(". ::error::b");
    assertThat(PlainText.line("a ##[error]b")).isEqualTo("a ## [error]b");
  }

  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(PlainText.line("é ◆ 語 🙂 a::b # [x]")).isEqualTo("é ◆ 語 🙂 a::b # [x]");
  }

  @Test
  void aLongValueIsCut() {
    assertThat(PlainText.quoted("x".repeat(80))).hasSize(82);
    assertThat(PlainText.quoted("x".repeat(81))).hasSize(82).endsWith("...\"");
  }
}
