package io.github.bertmark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.classify.TinyVariant;
import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.predictions.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
  @TempDir Path folder;
  private ModelVariant variant;

  @BeforeEach
  void write() throws IOException {
    variant = new TinyVariant().write(folder.resolve("tiny"));
  }

  private static Dataset dataset(List<LabelledQuery> queries) {
    return new Dataset("made up", "ef".repeat(32), false, Map.of(Split.TEST, queries));
  }

  private static List<LabelledQuery> queries(int count) {
    RandomGenerator random = new Random(11);
    List<String> words = TinyVariant.VOCABULARY.subList(4, TinyVariant.VOCABULARY.size());
    List<LabelledQuery> queries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder("what");
      for (int n = random.nextInt(8); n > 0; n--) {
        text.append(' ').append(words.get(random.nextInt(words.size())));
      }
      String label = TinyVariant.LABELS.get(random.nextInt(TinyVariant.LABELS.size()));
      queries.add(new LabelledQuery(text.toString(), label));
    }
    return queries;
  }

  @Test
  void predictionsAreTheClassifiersInTheOrderOfTheQueries() throws Exception {
    List<LabelledQuery> queries = queries(300);
    AtomicLong steps = new AtomicLong();
    Evaluated evaluated =
        Evaluator.evaluate(variant, dataset(queries), 5, (task, total) -> steps::addAndGet);
    assertThat(steps).hasValue(300);
    assertThat(evaluated.predictions()).hasSize(300);
    try (Classifier classifier = Classifier.open(variant, SessionSettings.ofThreads(2))) {
      for (int i = 0; i < 300; i++) {
        Classification answer = classifier.classify(queries.get(i).text());
        assertThat(evaluated.predictions().get(i))
            .isEqualTo(new Prediction(i, queries.get(i).label(), answer.label(), answer.score()));
      }
      Classification answer = classifier.classify(BenchmarkQuery.TEXT);
      assertThat(evaluated.evaluation().benchmarkQuery())
          .isEqualTo(new Evaluation.Answer(BenchmarkQuery.TEXT, answer.label(), answer.score()));
    }
  }

  @Test
  void theEvaluationSumsThemUp() throws Exception {
    Evaluated evaluated = Evaluator.evaluate(variant, dataset(queries(300)), 2, Progress.NONE);
    Evaluation evaluation = evaluated.evaluation();
    long correct = evaluated.predictions().stream().filter(Prediction::correct).count();
    assertThat(evaluation.variant()).isEqualTo("tiny");
    assertThat(evaluation.modelSha256()).isEqualTo(Digests.sha256(variant.modelFile()));
    assertThat(evaluation.modelBytes()).isEqualTo(Files.size(variant.modelFile()));
    assertThat(evaluation.dataset())
        .isEqualTo(
            new Evaluation.EvaluatedDataset("made up", "ef".repeat(32), false, "test", 300, null));
    assertThat(evaluation.intraOpThreads()).isEqualTo(1);
    assertThat(evaluation.concurrency()).isEqualTo(2);
    assertThat((long) evaluation.correct()).isEqualTo(correct);
    assertThat(evaluation.accuracy()).isCloseTo(correct / 300.0, within(1e-12));
    assertThat(evaluation.wilson95().contains(evaluation.accuracy())).isTrue();
    assertThat(evaluation.inScopeAccuracy()).isBetween(0.0, 1.0);
    assertThat(evaluation.outOfScopeRecall()).isBetween(0.0, 1.0);
    assertThat(evaluation.seconds()).isPositive();
  }

  @Test
  void textsBeyondTheMaximumLengthAreCounted() throws Exception {
    List<LabelledQuery> queries = queries(200);
    ModelVariant roomy =
        new ModelVariant(variant.folder(), "tiny", "T", variant.labels(), 99, null);
    ModelVariant narrow =
        new ModelVariant(variant.folder(), "tiny", "T", variant.labels(), 8, null);
    long longer;
    try (Classifier classifier = Classifier.open(roomy, SessionSettings.ofThreads(1))) {
      longer = queries.stream().filter(q -> classifier.tokenize(q.text()).length() > 8).count();
    }

    Evaluation cut = Evaluator.evaluate(narrow, dataset(queries), 2, Progress.NONE).evaluation();
    Evaluation whole = Evaluator.evaluate(roomy, dataset(queries), 2, Progress.NONE).evaluation();

    assertThat(longer).isBetween(10L, 190L);
    assertThat(cut.answers().truncated()).isEqualTo((int) longer);
    assertThat(cut.remarks()).anyMatch(r -> r.contains(longer + " of 200 truncated"));
    assertThat(whole.answers().truncated()).isZero();
    assertThat(whole.remarks()).noneMatch(r -> r.contains("truncated"));
  }

  @Test
  void bothFilesAreWritten() throws Exception {
    List<LabelledQuery> queries =
        List.of(new LabelledQuery("weather", "weather"), new LabelledQuery("a hotel", "oos"));
    Evaluated evaluated = Evaluator.evaluate(variant, dataset(queries), 2, Progress.NONE);
    Path file = evaluated.write(folder.resolve("run"));
    assertThat(Evaluation.read(file)).isEqualTo(evaluated.evaluation());
    List<Prediction> predictions = evaluated.predictions();
    assertThat(folder.resolve("run/predictions/tiny.csv"))
        .content()
        .isEqualTo(
            """
            index,expected,predicted,score
            0,weather,%s,%s
            1,oos,%s,%s
            """
                .formatted(
                    predictions.get(0).predicted(),
                    predictions.get(0).score(),
                    predictions.get(1).predicted(),
                    predictions.get(1).score()));
  }

  @Test
  void aLabelThatTheModelDoesNotKnowIsNamed() {
    List<LabelledQuery> queries =
        List.of(
            new LabelledQuery("weather", "weather"),
            new LabelledQuery("x", "zebra"),
            new LabelledQuery("y", "apple"));
    assertThatThrownBy(() -> Evaluator.evaluate(variant, dataset(queries), 2, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("made up: ")
        .hasMessageContaining("the variant tiny does not know its label \"zebra\" (and 1 others)");
  }

  @Test
  void anEmptySplitIsRefused() {
    assertThatThrownBy(() -> Evaluator.evaluate(variant, dataset(List.of()), 2, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its test split is empty");
  }
}
