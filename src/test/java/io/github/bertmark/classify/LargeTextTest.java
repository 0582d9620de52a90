package io.github.bertmark.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Growth;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A very long text takes its time, but no more than in proportion. */
class LargeTextTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"x", "what is ", "\u65e5", "e\u0301", "\u0301", "!", "\ud83d\ude00"})
  void takesTimeInProportion(String part) throws Exception {
    try (Classifier classifier =
        Classifier.open(
            new TinyVariant().write(folder.resolve("tiny")), SessionSettings.ofThreads(1))) {
      Growth.assertInProportion(
          1 << 18,
          size ->
              assertThat(classifier.classify(part.repeat(size / part.length())).label())
                  .isIn(TinyVariant.LABELS));
    }
  }
}
