package io.github.bertmark.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizedCardTest {
  private static final Variant INT8 = new Variant("distilbert-int8", "DistilBERT int8", 1, 1, 90);

  @TempDir Path folder;

  @Test
  void theDetectionOfWhatIsOutOfScopeIsToldWhereItIsKnown() throws IOException {
    RunFixture fixture = RunFixture.of(RunFixture.DISTILBERT, INT8).quick();
    RunFiles run = fixture.write(folder);
    ModelVariant variant = ModelVariant.load(Path.of("models/distilbert-int8"));
    assertThat(QuantizedCard.of(variant, TestResult.read(folder, variant), null))
        .doesNotContain("AUROC");

    List<Prediction> answers = new ArrayList<>();
    for (int i = 0; i < 5_500; i++) {
      // Half of those out of scope have the lowest scores of all, half the highest: precision is
      // 1 where half of them are found, a tenth where all are.
      boolean oos = i < 550;
      float score = !oos ? 0.5f : i < 275 ? 0.1f : 0.9f;
      answers.add(new Prediction(i, oos ? "oos" : "balance", "balance", score));
    }
    fixture.answered(run, INT8, answers);

    assertThat(QuantizedCard.of(variant, TestResult.read(folder, variant), null))
        .contains("| Out of scope: AUROC, AUPR of the score | 50.00 %, 55.00 % |")
        .doesNotContain("the parent's are");
    fixture.answered(run, RunFixture.DISTILBERT, answers);
    assertThat(QuantizedCard.of(variant, TestResult.read(folder, variant), null))
        .contains("| 50.00 %, 55.00 %; the parent's are 50.00 %, 55.00 % |");
  }
}
