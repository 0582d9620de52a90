package io.github.bertmark.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "-Dmodels=/opt/some/models --x | -Dmodels=…/models --x",
        "the floor of /home/me/.cache/bertmark/noise.json, of | the floor of …/noise.json, of",
        "run '-Dbertmark.models=/tmp/my own/models' -Dx=1 | run '-Dbertmark.models=…/models' -Dx=1",
        "run '/tmp/my own/models' | run '…/models'",
        "-cp /a/b.jar:/c/d.jar | -cp …/b.jar:…/d.jar",
        "ab --base=~/base --candidate=C:\\work\\new | ab --base=…/base --candidate=…/new",
        "(/etc/x/y) | (…/y)"
      })
  void ofAPathTheLastNameIsLeft(String text, String hidden) {
    assertThat(LocalPaths.hidden(text)).isEqualTo(hidden);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a/b",
        "12.3 ms/op and/or 1/2",
        "results/reference ../base ./x",
        "classify / bare run",
        "</details>",
        "AMD EPYC, 5 + 5 forks"
      })
  void allElseStaysAsItIs(String text) {
    assertThat(LocalPaths.hidden(text)).isEqualTo(text);
    assertThat(LocalPaths.hiddenIn(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-Dmodels=/a b/c d, -Dmodels=…/c d",
    "/home/me/x/target/benchmarks.jar, …/benchmarks.jar"
  })
  void anArgumentMayHoldAnything(String argument, String hidden) {
    assertThat(LocalPaths.hiddenIn(argument)).isEqualTo(hidden);
  }
}
