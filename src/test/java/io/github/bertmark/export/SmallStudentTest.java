package io.github.bertmark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.github.bertmark.Digests;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.model.Calibration;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.training.TrainingRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The variants on the smaller base, which are no part of the default set and so are built here. */
@Tag("models")
class SmallStudentTest {
  private static final Path MODELS = Path.of("models");
  private static final String PARENT = "minilm";
  private static final double MIB = 1 << 20;
  private static final float TOLERANCE = 1e-3f;

  @TempDir static Path scratch;
  private static Exporter exporter;

  @BeforeAll
  static void prepareNothing() {
    String repository =
        System.getProperty(
            "bertmark.repository",
            Path.of(System.getProperty("user.home"), ".m2", "repository").toString());
    exporter = new Exporter(null, Path.of(repository), Progress.NONE);
  }

  @AfterAll
  static void close() throws IOException {
    exporter.close();
  }

  @Test
  void agreesWithItsTrainer() throws IOException {
    ModelVariant variant = built(PARENT);
    TrainingRecord record =
        Json.read(
            MODELS.resolve(PARENT).resolve(TrainingRecord.FILE_NAME),
            TrainingRecord.class,
            "train it");
    Calibration calibration = Calibration.of(variant);
    Map<String, Float> added =
        calibration == null ? Map.of() : Map.of(calibration.label(), (float) calibration.bias());
    try (Classifier classifier = Classifier.open(variant, SessionSettings.ofThreads(1))) {
      for (TrainingRecord.ReferenceLogits reference :
          Objects.requireNonNull(record.outcome()).references()) {
        float[] logits = classifier.infer(classifier.tokenize(reference.query()));
        assertThat(reference.logits()).hasSize(logits.length);
        for (int i = 0; i < logits.length; i++) {
          assertThat(logits[i] - added.getOrDefault(variant.labels().get(i), 0f))
              .as(reference.query())
              .isCloseTo(reference.logits().get(i), within(TOLERANCE));
        }
      }
    }
  }

  @Test
  void isFused() throws IOException, OrtException {
    Map<String, Long> operators =
        ClassifierGraphTest.optimisedOperators(built(PARENT).modelFile(), scratch);

    assertThat(operators)
        .containsEntry("Attention", 6L)
        .containsEntry("SkipLayerNormalization", 12L)
        .containsEntry("BiasGelu", 6L)
        .containsEntry("EmbedLayerNormalization", 1L);
  }

  @ParameterizedTest
  @CsvSource({"minilm, 87", "minilm-int8, 25", "minilm-int4, 15"})
  void isAsSmallAsPromised(String id, double largestMiB) throws IOException {
    assertThat(Files.size(built(id).modelFile()) / MIB).isLessThanOrEqualTo(largestMiB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"minilm-int8", "minilm-int4"})
  void isTheOneThatTheCardIsAbout(String id) throws IOException {
    assertThat(MODELS.resolve(id).resolve("README.md"))
        .content()
        .contains(Digests.sha256(built(id).modelFile()));
  }

  private static ModelVariant built(String id) throws IOException {
    List<Path> files = new ArrayList<>(LowRankAdapter.files(MODELS.resolve(PARENT)));
    files.add(MODELS.resolve(PARENT).resolve("variant.json"));
    files.add(MODELS.resolve(id).resolve("variant.json"));
    for (Path file : files) {
      Path copy = scratch.resolve(MODELS.relativize(file));
      Files.createDirectories(copy.getParent());
      if (Files.notExists(copy)) {
        Files.copy(file, copy);
      }
    }
    ModelVariant variant = ModelVariant.load(scratch.resolve(id));
    exporter.prepare(variant);
    return variant;
  }
}
