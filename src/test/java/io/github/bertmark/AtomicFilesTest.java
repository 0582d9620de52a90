package io.github.bertmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void temporaryNamesAreNoOneElses() {
    Path file = folder.resolve("a");

    assertThat(AtomicFiles.unusedSibling(file, ".tmp"))
        .isNotEqualTo(AtomicFiles.unusedSibling(file, ".tmp"));
  }

  @Test
  void aDiskThatIsFullIsToldByTheNameOfTheFile() {
    Path full = Path.of("/dev/full");
    assumeThat(Files.exists(full)).as("Linux").isTrue();

    assertThatThrownBy(
            () -> {
              try (var out = AtomicFiles.named(folder.resolve("a"), Files.newOutputStream(full))) {
                out.write(1);
              }
            })
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("a: cannot be written: No space left");
  }
}
