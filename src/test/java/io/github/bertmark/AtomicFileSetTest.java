package io.github.bertmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileSetTest {
  @TempDir Path folder;

  private static AtomicFiles.Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static AtomicFiles.Content failing() {
    return out -> {
      throw new IOException("full");
    };
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void writesAllAndReplacesWhatWasThere() throws IOException {
    Files.writeString(folder.resolve("a"), "old");
    new AtomicFileSet()
        .add(folder.resolve("a"), text("new"))
        .add(folder.resolve("b/c"), text("other"))
        .write();
    assertThat(folder.resolve("a")).hasContent("new");
    assertThat(folder.resolve("b/c")).hasContent("other");
    assertThat(names()).containsExactly("a", "b/c");
  }

  @Test
  void aContentThatFailsLeavesEverythingAsItWas() throws IOException {
    Files.writeString(folder.resolve("a"), "old");
    AtomicFileSet files =
        new AtomicFileSet()
            .add(folder.resolve("a"), text("new"))
            .add(folder.resolve("b"), text("other"))
            .add(folder.resolve("c"), failing());
    assertThatThrownBy(files::write).hasMessage("full");
    assertThat(folder.resolve("a")).hasContent("old");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aMoveThatFailsUndoesThoseBefore() throws IOException {
    Files.writeString(folder.resolve("a"), "old");
    // In the way of the last: the folder appears after it was looked for.
    Path late = folder.resolve("z");
    AtomicFileSet files =
        new AtomicFileSet()
            .add(folder.resolve("a"), text("new"))
            .add(folder.resolve("b"), text("other"))
            .add(late, out -> Files.createDirectories(late.resolve("in-the-way")));
    assertThatThrownBy(files::write).isInstanceOf(IOException.class);
    assertThat(folder.resolve("a")).hasContent("old");
    assertThat(names()).containsExactly("a");
  }
}
