package io.github.bertmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path runs;

  @Test
  void getsItsNameWhenComplete() throws IOException {
    Path target = runs.resolve("first");
    try (RunFolder folder = RunFolder.create(target)) {
      Files.writeString(folder.path().resolve("jmh.json"), "[]");
      assertThat(target).doesNotExist();
      folder.complete();
    }

    assertThat(target.resolve("jmh.json")).hasContent("[]");
    assertThat(runs).isDirectoryNotContaining(path -> !path.equals(target));
  }

  @Test
  void isKeptAndNamedAsFailedOtherwise() throws IOException {
    for (int run = 0; run < 2; run++) {
      try (RunFolder folder = RunFolder.create(runs.resolve("first"))) {
        Files.writeString(folder.path().resolve("jmh.json"), "[]");
      }
    }

    assertThat(runs.resolve("first.failed/jmh.json")).exists();
    assertThat(runs.resolve("first.failed-2/jmh.json")).exists();
    assertThat(runs.resolve("first")).doesNotExist();
    assertThat(runs.resolve("first.running")).doesNotExist();
  }

  @Test
  void doesNotMixTwoRuns() throws IOException {
    Path target = Files.createDirectory(runs.resolve("first"));

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> RunFolder.create(target))
        .withMessageContaining(target.toString());
  }
}
