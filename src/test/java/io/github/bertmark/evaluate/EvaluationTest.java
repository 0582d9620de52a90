package io.github.bertmark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import io.github.bertmark.statistics.ConfidenceIntervals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
  @TempDir Path run;

  private static Evaluation evaluation(@Nullable Double outOfScopeRecall) {
    return new Evaluation(
        "tiny",
        "ab".repeat(32),
        4096,
        new Evaluation.EvaluatedDataset("three queries", "cd".repeat(32), false, "test", 3, null),
        "1.28.0",
        1,
        2,
        2,
        2 / 3.0,
        1.0,
        outOfScopeRecall,
        0.5,
        ConfidenceIntervals.ofProportion(2, 3, 0.95),
        outOfScopeRecall == null ? null : new Answers(2, 2, 0.5, 1, 0.25, 0.75),
        outOfScopeRecall == null
            ? null
            : new PlainAnswers("oos", 2.5, 1, 1 / 3.0, 0.5, 0.0, null, null),
        outOfScopeRecall == null ? null : List.of("gives logits in double."),
        new Evaluation.Answer("What?", "oos", 0.75),
        Instant.parse("2026-01-02T03:04:05Z"),
        0.25);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    for (Evaluation evaluation : new Evaluation[] {evaluation(0.0), evaluation(null)}) {
      Path file = evaluation.write(run);
      assertThat(file).isEqualTo(run.resolve("accuracy/tiny.json"));
      assertThat(Evaluation.read(file)).isEqualTo(evaluation);
    }
  }

  @Test
  void aCutOffFileIsNamedInOneLine() throws IOException {
    Path file = evaluation(0.5).write(run);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
    assertThatThrownBy(() -> Evaluation.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"correct\": 2|\"correct\": 3|3 right answers to 3 queries are no accuracy of 0.66",
        "\"correct\": 2|\"correct\": 4|correct is 4 of 3 queries",
        "\"queries\": 3|\"queries\": 0|correct is 2 of 0 queries",
        "\"upper\": 0.9|\"upper\": 0.8|wilson95 is not that of the accuracy",
        "\"concurrency\": 2|\"concurrency\": 0|concurrency"
      })
  void anEvaluationThatContradictsItselfIsRefused(String valid, String changed, String cause)
      throws IOException {
    Path file = evaluation(0.0).write(run);
    String text = Files.readString(file);
    assertThat(text).contains(valid);
    Files.writeString(file, text.replace(valid, changed));
    assertThatThrownBy(() -> Evaluation.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(cause);
  }
}
