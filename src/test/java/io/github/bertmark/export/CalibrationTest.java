package io.github.bertmark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.evaluate.Calibrator;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.evaluate.Evaluator;
import io.github.bertmark.evaluate.PlainAnswers;
import io.github.bertmark.export.Exporter.Outcome;
import io.github.bertmark.model.Calibration;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the choice of the constant to the answers of models that have it. */
class CalibrationTest {
  private static final int OUT_OF_SCOPE = TinyModels.LABELS.indexOf("oos");

  private static final int QUERIES = 400;

  @TempDir Path models;
  private final TinyBases bases = new TinyBases();
  private final Exporter exporter = new Exporter(bases, Progress.NONE);
  private Path adapter;
  private Dataset dataset;
  private double quarter;

  @BeforeEach
  void makeVariants() throws IOException {
    adapter = describe("tiny", ".", "float32");
    describe("tiny-int8", "../tiny", "int8");
    TinyModels.adapter(TinyModels.source("bert"), TinyModels.LABELS.size(), 1)
        .write(adapter, ElementType.F16);
    exporter.prepare(variant("tiny"));
    dataset = dataset();
  }

  @Test
  void theRuleHoldsAndTheNextConstantBreaksIt() throws Exception {
    Calibration found = calibrate();

    List<Calibration.Point> tried = found.validation();
    double lowest = tried.get(0).inScopeAccuracy() - found.tolerancePoints() / 100;
    assertThat(tried.get(0).bias()).isZero();
    assertThat(found.bias()).isEqualTo(tried.get(tried.size() - 2).bias()).isPositive();
    assertThat(tried.get(tried.size() - 2).inScopeAccuracy()).isGreaterThanOrEqualTo(lowest);
    assertThat(tried.get(tried.size() - 1).inScopeAccuracy()).isLessThan(lowest);
    assertThat(found.bias()).as("what the labels were made with").isCloseTo(quarter, within(0.5));
    assertThat(tried.get(tried.size() - 1).outOfScopeRecall()).isEqualTo(1);
  }

  @Test
  void theModelsOfTheAdapterAddItToThatLogitAlone() throws Exception {
    float[] before = logits("tiny");
    Calibration found = calibrate();

    found.write(adapter);

    assertThat(exporter.prepare(variant("tiny"))).isEqualTo(Outcome.BUILT);
    assertThat(exporter.prepare(variant("tiny"))).isEqualTo(Outcome.UP_TO_DATE);
    before[OUT_OF_SCOPE] += (float) found.bias();
    assertThat(logits("tiny")).containsExactly(before, within(1e-5f));
    assertThat(calibrate()).as("chosen again").isEqualTo(found);
  }

  @Test
  void oneEvaluationTellsTheAnswersAsFineTunedToo() throws Exception {
    Calibration found = calibrate();
    found.write(adapter);
    for (String id : List.of("tiny", "tiny-int8")) {
      exporter.prepare(variant(id));

      Evaluation evaluation =
          Evaluator.evaluate(variant(id), dataset, 2, Progress.NONE).evaluation();

      PlainAnswers plain = evaluation.plain();
      assertThat(plain.label()).isEqualTo("oos");
      assertThat(plain.bias()).isEqualTo(found.bias());
      assertThat(evaluation.outOfScopeRecall()).isGreaterThan(plain.outOfScopeRecall());
      if (id.equals("tiny")) {
        assertThat(plain.accuracy()).isEqualTo(found.test().get(0).accuracy());
        assertThat(plain.inScopeAccuracy()).isEqualTo(found.test().get(0).inScopeAccuracy());
        assertThat(evaluation.accuracy()).isEqualTo(found.test().get(1).accuracy());
      }
    }
  }

  @Test
  void oneOfAnotherModelIsRefused() throws Exception {
    new Calibration("elsewhere", 1, 0.5, 0.5, "made up", "ef", List.of(), List.of()).write(adapter);

    assertThatThrownBy(() -> exporter.prepare(variant("tiny")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(adapter.resolve("calibration.json") + ": ")
        .hasMessageContaining("no bias for the label \"elsewhere\"")
        .hasMessageContaining("calibrate");
  }

  private Calibration calibrate() throws IOException, InterruptedException {
    return new Calibrator(dataset, 2, Progress.NONE).calibrate(variant("tiny"));
  }

  /**
   * The labels are the model's own answers, but for the quarter of which the logit of the label out
   * of scope is least behind: of these all are out of scope.
   */
  private Dataset dataset() {
    Random random = new Random(5);
    List<String> texts =
        Stream.generate(() -> text(random)).distinct().limit(2L * QUERIES).toList();
    List<Double> leads = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    try (Classifier classifier = Classifier.open(variant("tiny"), SessionSettings.ofThreads(1))) {
      for (String text : texts) {
        float[] logits = classifier.infer(classifier.tokenize(text));
        Classification own = classifier.label(logits);
        answers.add(own.label());
        leads.add((double) logits[own.index()] - logits[OUT_OF_SCOPE]);
      }
    }
    quarter = leads.stream().sorted().toList().get(texts.size() / 4);
    List<LabelledQuery> queries = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      queries.add(new LabelledQuery(texts.get(i), leads.get(i) < quarter ? "oos" : answers.get(i)));
    }
    return new Dataset(
        "made up",
        "ef".repeat(32),
        false,
        Map.of(
            Split.VALIDATION,
            queries.subList(0, QUERIES),
            Split.TEST,
            queries.subList(QUERIES, 2 * QUERIES)));
  }

  private static String text(Random random) {
    return random
        .ints(1 + random.nextInt(8), 'a', 'z' + 1)
        .mapToObj(Character::toString)
        .collect(Collectors.joining(" "));
  }

  private float[] logits(String id) {
    try (Classifier classifier = Classifier.open(variant(id), SessionSettings.ofThreads(1))) {
      return classifier.infer(classifier.tokenize("abc"));
    }
  }

  private ModelVariant variant(String id) {
    return ModelFolder.at(models).variant(id);
  }

  private Path describe(String id, String adapterFolder, String form) throws IOException {
    Path folder = Files.createDirectories(models.resolve(id));
    Json.write(
        folder.resolve("variant.json"),
        Map.of(
            "id",
            id,
            "displayName",
            id,
            "labels",
            TinyModels.LABELS,
            "maximumLength",
            TinyCheckpoint.POSITIONS,
            "source",
            Map.of(
                "architecture",
                "bert",
                "base",
                "tiny:base:1",
                "layers",
                List.of(0, 1),
                "adapter",
                adapterFolder,
                "form",
                form)));
    return folder;
  }
}
