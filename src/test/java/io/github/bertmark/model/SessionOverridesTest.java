package io.github.bertmark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionOverridesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "threads=1",
        "threads=2,optimization=basic,spinning=false,prepacking=true,x64QuantPrecision=true,"
            + "memoryArena=false,session.dynamic_block_base=4,session.x=a=b"
      })
  void whatIsWrittenIsRead(String text) {
    assertThat(SessionOverrides.parse(text)).hasToString(text);
  }

  @Test
  void whatIsNotGivenStaysAsItIs() {
    assertThat(SessionOverrides.parse(" ")).isEqualTo(SessionOverrides.NONE);
    SessionOverrides some = SessionOverrides.parse("spinning=false");
    assertThat(some.threads()).isNull();
    assertThat(some.spinning()).isFalse();
    assertThat(some.entries()).isNull();
  }

  @Test
  void theCallersGoBeforeTheVariants() {
    SessionOverrides variant = SessionOverrides.parse("threads=1,spinning=false,a.b=1,a.c=1");
    SessionOverrides caller = SessionOverrides.parse("threads=2,prepacking=false,a.c=2");
    assertThat(caller.over(variant))
        .isEqualTo(SessionOverrides.parse("threads=2,spinning=false,prepacking=false,a.b=1,a.c=2"));
    assertThat(SessionOverrides.NONE.over(variant)).isEqualTo(variant);
    assertThat(caller.over(SessionOverrides.NONE)).isEqualTo(caller);
    assertThat(caller.over(variant).entries()).isEqualTo(Map.of("a.b", "1", "a.c", "2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spin=false                   | there is no setting spin",
        "spinning                     | name=value, not spinning",
        "spinning=yes                 | true or false, not yes",
        "threads=0                    | whole number from 1, not 0",
        "threads=two                  | whole number from 1, not two",
        "threads=1,threads=2          | threads is there twice",
        "optimization=most            | none, basic, extended or all, not most",
        "threads=1,                   | name=value, not",
      })
  void whatIsNoSettingIsTold(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SessionOverrides.parse(text))
        .withMessageContaining(message);
  }
}
