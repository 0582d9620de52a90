package io.github.bertmark.ab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.change.Change;
import io.github.bertmark.statistics.change.SequentialRule.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbDocumentTest {
  private static final AbDocument DOCUMENT =
      new AbDocument(
          1,
          "one",
          Instant.parse("2026-01-31T12:00:00Z"),
          "0.1.0",
          "bertmark ab --base=a --candidate=b",
          "distilbert",
          42,
          List.of(Side.BASE, Side.CANDIDATE, Side.CANDIDATE, Side.BASE),
          List.of(
              new Look(1, 0.999, 1.01, null, Change.Verdict.UNDECIDED, Decision.CONTINUE),
              new Look(
                  2, 0.99, 1.2, new Interval(1.1, 1.3), Change.Verdict.SLOWER, Decision.SETTLED)));

  @TempDir Path folder;

  @Test
  void isReadAsItWasWritten() throws IOException {
    Path file = folder.resolve("ab.json");
    Json.write(file, DOCUMENT);

    assertThat(Json.read(file, AbDocument.class, "")).isEqualTo(DOCUMENT);
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    Path file = folder.resolve("ab.json");
    Json.write(file, DOCUMENT);
    Files.writeString(
        file, Files.readString(file).replace("\"schemaVersion\": 1", "\"schemaVersion\": 9"));

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Json.read(file, AbDocument.class, ""))
        .withMessageContainingAll(file.toString(), "schemaVersion must be 1");
  }
}
