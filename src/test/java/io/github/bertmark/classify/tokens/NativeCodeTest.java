package io.github.bertmark.classify.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.util.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCodeTest {
  private static final Platform PLATFORM = Platform.detectPlatform("tokenizers");

  @TempDir Path cache;
  private Path library;

  @BeforeEach
  void restore() throws IOException {
    NativeCode.restore(PLATFORM, cache);
    try (Stream<Path> files = Files.walk(cache)) {
      library =
          files.filter(file -> file.endsWith(System.mapLibraryName("tokenizers"))).findAny().get();
    }
  }

  @Test
  void isThatOfTheJar() throws IOException {
    String resource = "/native/lib/" + PLATFORM.getClassifier() + "/cpu/" + library.getFileName();
    try (var in = getClass().getResourceAsStream(resource)) {
      assertThat(library).hasBinaryContent(in.readAllBytes());
    }
    assertThat(library.getParent().getFileName().toString())
        .as("where DJL looks")
        .isEqualTo(PLATFORM.getVersion() + "-cpu-" + PLATFORM.getClassifier());
  }

  @Test
  void isWrittenOnceAndAgainIfAltered() throws IOException {
    Files.setLastModifiedTime(library, FileTime.fromMillis(1000));
    NativeCode.restore(PLATFORM, cache);
    assertThat(Files.getLastModifiedTime(library).toMillis()).isEqualTo(1000);

    byte[] content = Files.readAllBytes(library);
    byte[] flipped = content.clone();
    flipped[content.length - 1] ^= 1;
    for (byte[] altered :
        List.of(
            flipped,
            new byte[0],
            Arrays.copyOf(content, content.length / 2),
            Arrays.copyOf(content, content.length + 1))) {
      Files.write(library, altered);
      NativeCode.restore(PLATFORM, cache);
      assertThat(library).hasBinaryContent(content);
    }
  }

  @Test
  void aLinkageErrorIsOneLineWithAWayOut() {
    Throwable error = new ExceptionInInitializerError(new UnsatisfiedLinkError("file too short"));
    assertThat(NativeCode.failure("the library", error))
        .hasMessageStartingWith("the library: cannot be loaded (")
        .hasMessageContaining("file too short")
        .hasMessageContaining("; see that the home folder is writable")
        .hasMessageNotContaining("\n");
  }
}
