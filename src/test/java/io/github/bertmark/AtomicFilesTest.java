package io.github.bertmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

  @Test
  void aDiskThatTakesNoFileIsToldByTheNameThatTheReaderKnows() throws Exception {
    Path disk = folder.resolve("disk");
    try (Tmpfs mounted = Tmpfs.at(disk, 64)) {
      Path file = disk.resolve("a.json");
      AtomicFiles.writeString(file, "kept");
      mounted.fill();
      for (String fault : List.of("No space left on device", "Read-only file system")) {
        assertThatThrownBy(() -> AtomicFiles.writeString(file, "x".repeat(1 << 20)))
            .isInstanceOf(FileSystemException.class)
            .hasMessage(file + ": cannot be written: " + fault);
        AtomicFileSet set = new AtomicFileSet().add(file, out -> out.write(new byte[1 << 20]));
        assertThatThrownBy(set::write)
            .isInstanceOf(FileSystemException.class)
            .hasMessage(file + ": cannot be written: " + fault);
        assertThat(file).hasContent("kept");
        mounted.protect();
      }
      try (Stream<Path> files = Files.list(disk)) {
        assertThat(files).hasSize(2);
      }
    }
  }
}
