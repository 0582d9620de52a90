package io.github.bertmark.scenario.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.InputException;
import io.github.bertmark.merge.Merger;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.scenario.ColdStart;
import io.github.bertmark.run.scenario.ColdStart.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdStartResultsTest {
  private static final String SHA256 = "1".repeat(64);

  @TempDir Path folder;

  @Test
  void stagesAddUpToTheFirstAnswer() throws IOException {
    RunFiles run = new RunFiles(folder);
    ColdStarts.write(run, "slow", SHA256, 900, 10, 1.02);

    ColdStart cold = ColdStartResults.of(run, "slow", SHA256);

    assertThat(cold.stages().stream().mapToDouble(Stage::meanMillis).sum())
        .isCloseTo(cold.meanFirstAnswerMillis(), within(1e-9));
    assertThat(cold.meanFirstAnswerMillis()).isCloseTo(cold.meanReadyMillis() + 20, within(1e-9));
    assertThat(cold.firstAnswerInterval95Millis().contains(920)).isTrue();
    assertThat(cold.untilAnswerMillis(3))
        .isCloseTo(cold.meanFirstAnswerMillis() + 20, within(1e-9));
    assertThat(cold.untilAnswerMillis(1001))
        .isCloseTo(cold.meanFirstAnswerMillis() + 10_000, within(1e-6));
    assertThat(ColdStartResults.of(run, "other", SHA256)).isNull();
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() throws IOException {
    RunFiles run = new RunFiles(folder);
    ColdStarts.write(run, "gap", SHA256, 900, 10, 1.04);

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ColdStartResults.of(run, "gap", SHA256))
        .withMessageContainingAll("cold-start (gap)", "add up to");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ColdStartResults.of(run, "gap", "2".repeat(64)))
        .withMessageContaining("another model");
  }

  /** By counting answer for answer. */
  @Test
  void aBreakEvenIsTheFirstAnswerOfTheLead() {
    ColdStart early = start(500, 20);
    ColdStart late = start(1500, 7);

    long answers = 1;
    while (late.untilAnswerMillis(answers) >= early.untilAnswerMillis(answers)) {
      answers++;
    }

    assertThat(BreakEven.answers(late, early)).hasValue(answers);
    assertThat(answers).isGreaterThan(50);
    assertThat(BreakEven.answers(early, late)).isEmpty();
    assertThat(BreakEven.answers(start(500, 7), late)).hasValue(1);
    assertThat(BreakEven.answers(start(540, 7), early)).hasValue(5);
    assertThat(BreakEven.answers(early, early)).isEmpty();
  }

  private static ColdStart start(double millis, double answerMillis) {
    List<Double> answers =
        Stream.concat(Stream.of(9.0), Collections.nCopies(50, answerMillis).stream()).toList();
    return new ColdStart(List.of(), List.of(millis - 9), null, List.of(millis), null, answers);
  }

  @Test
  void aRunTellsItInSummaryAndMetrics() throws IOException {
    RunFixture fixture = RunFixture.ofReferenceVariants().quick();
    RunFiles run = fixture.write(folder.resolve("run"));
    ColdStarts.write(run, RunFixture.BERT.id(), RunFixture.BERT.sha256(), 2000, 5, 1);
    ColdStarts.write(run, RunFixture.DISTILBERT.id(), RunFixture.DISTILBERT.sha256(), 900, 9, 1);

    RunDocument document = Merger.merge(run, null);

    assertThat(new ColdStartScenario().summary(document))
        .contains("| Variant, mean (ms) | First answer |", "| session | answer | Later answers |")
        .contains("* BERT baseline has overtaken DistilBERT after ")
        .doesNotContain("DistilBERT has overtaken");
    double first =
        Catalogue.STANDARD.metric("first-answer").orElseThrow().judged(document.variants().get(0));
    assertThat(first)
        .isCloseTo(
            DoubleStream.of(
                    document.variants().get(0).scenarios().coldStart().firstAnswerMillis().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .average()
                .orElseThrow(),
            within(1e-9));
  }
}
