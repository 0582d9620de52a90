package io.github.bertmark.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import io.github.bertmark.run.SessionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkRecordTest {
  @TempDir Path folder;

  private static ForkRecord record(String variant, long pid) {
    return new ForkRecord(
        variant,
        "io.github.bertmark.jmh.ClassifyBenchmark",
        pid,
        "ab".repeat(32),
        "1.28.0",
        2,
        1,
        new SessionReport(2, 1, "all", true, true, false, true, Map.of("session.x", "1")),
        "What is the pin number for my account?",
        Map.of("pin_change", 110L),
        "a rest",
        888L,
        null);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path forks = folder.resolve("forks");
    Path file = record("distilbert", 9).write(forks);
    assertThat(file.getFileName().toString()).matches("distilbert-9-[0-9a-f-]{36}\\.json");
    record("bert-baseline", 12).write(forks);
    assertThat(ForkRecord.readAll(forks))
        .containsExactly(record("bert-baseline", 12), record("distilbert", 9));
  }

  @Test
  void aProcessThatRunsTwoBenchmarksOverwritesNothing() throws IOException {
    record("distilbert", 9).write(folder);
    record("distilbert", 9).write(folder);
    assertThat(ForkRecord.readAll(folder)).hasSize(2);
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatThrownBy(() -> ForkRecord.readAll(folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none: no such folder");
  }

  @Test
  void aCutOffRecordIsNamed() throws IOException {
    Path file = record("distilbert", 9).write(folder);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
    assertThatThrownBy(() -> ForkRecord.readAll(folder))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageNotContaining("\n");
  }
}
