package io.github.bertmark.results;

import static io.github.bertmark.results.RunFixture.BERT;
import static io.github.bertmark.results.RunFixture.DISTILBERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.results.RunFixture.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReproductionTest {
  @TempDir Path folder;

  @Test
  void timesMayDifferAndAFewAnswersAndBytes() throws IOException {
    assertThat(differences(variant(99.9, BERT.correct() - 10, 440_000_000), DISTILBERT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-12, 12})
  void aLowerOrHigherAccuracyIsADifference(int answers) throws IOException {
    int correct = BERT.correct() + answers;
    assertThat(differences(variant(17.1, correct, BERT.modelBytes()), DISTILBERT))
        .singleElement()
        .asString()
        .contains("bert-baseline", "instead of 88.91");
  }

  @Test
  void anotherSizeIsADifference() throws IOException {
    assertThat(differences(variant(17.1, BERT.correct(), 441_000_000), DISTILBERT))
        .singleElement()
        .asString()
        .contains("bert-baseline", "420.57 MiB instead of 418.16");
  }

  @Test
  void aMissingVariantIsADifference() throws IOException {
    assertThat(differences(BERT)).containsExactly("distilbert is missing");
  }

  @Test
  void accuraciesOfAnotherDataSetAreADifference() throws IOException {
    RunDocument onSample =
        RunFixture.ofReferenceVariants().quick().onBuiltInSample().document(folder.resolve("run"));

    assertThat(Reproduction.differences(onSample, published()))
        .first()
        .asString()
        .contains("do not compare");
  }

  private List<String> differences(Variant... variants) throws IOException {
    RunDocument run = RunFixture.of(variants).quick().document(folder.resolve("run"));
    return Reproduction.differences(run, published());
  }

  private RunDocument published() throws IOException {
    return RunFixture.ofReferenceVariants().quick().document(folder.resolve("published"));
  }

  private static Variant variant(double meanMillis, int correct, long modelBytes) {
    return new Variant(BERT.id(), BERT.displayName(), meanMillis, correct, modelBytes);
  }
}
