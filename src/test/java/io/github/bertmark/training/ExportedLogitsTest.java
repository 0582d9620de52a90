package io.github.bertmark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.Json;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.model.Calibration;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exported models in ONNX Runtime against the trainer's own forward pass, in PyTorch. */
@Tag("models")
class ExportedLogitsTest {
  private static final float TOLERANCE = 1e-3f;

  @ParameterizedTest
  @ValueSource(strings = {"bert-baseline", "distilbert"})
  void agreeWithTheTrainer(String id) throws IOException {
    ModelVariant variant = ModelFolder.at(Path.of("models")).variant(id);
    TrainingRecord record =
        Json.read(
            variant.folder().resolve(TrainingRecord.FILE_NAME), TrainingRecord.class, "train it");
    Calibration calibration = Calibration.of(variant);
    try (Classifier classifier = Classifier.open(variant, SessionSettings.ofThreads(1))) {
      for (TrainingRecord.ReferenceLogits reference :
          Objects.requireNonNull(record.outcome()).references()) {
        float[] logits = classifier.infer(classifier.tokenize(reference.query()));
        float[] expected = new float[logits.length];
        for (int i = 0; i < expected.length; i++) {
          expected[i] = reference.logits().get(i);
        }
        if (calibration != null) {
          expected[variant.labels().indexOf(calibration.label())] += (float) calibration.bias();
        }
        assertThat(reference.logits()).hasSize(logits.length);
        assertThat(logits).as(reference.query()).containsExactly(expected, within(TOLERANCE));
      }
    }
  }
}
