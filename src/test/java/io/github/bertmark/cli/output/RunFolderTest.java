package io.github.bertmark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  void oneOfManyThatRaceForItGetsIt() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 200; round++) {
        Path target = runs.resolve("race" + round);
        Callable<Boolean> claim =
            () -> {
              try {
                RunFolder.create(target).complete();
                return true;
              } catch (InputException e) {
                return false;
              }
            };
        int won = 0;
        for (Future<Boolean> claimed : pool.invokeAll(List.of(claim, claim, claim, claim))) {
          won += claimed.get() ? 1 : 0;
        }
        assertThat(won).as("winners of round " + round).isEqualTo(1);
      }
    } finally {
      pool.shutdown();
    }
    assertThat(runs).isDirectoryNotContaining(path -> path.toString().endsWith(".running"));
  }

  @Test
  void doesNotMixTwoRuns() throws IOException {
    Path target = Files.createDirectory(runs.resolve("first"));

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> RunFolder.create(target))
        .withMessageContaining(target.toString());
  }
}
