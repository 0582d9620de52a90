package io.github.bertmark.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
  @TempDir Path cache;

  private Path install() {
    return NativeLibrary.install(cache, "Linux", "amd64");
  }

  @Test
  void theFilesAreThoseOfTheJar() throws IOException {
    Path folder = install();
    assertThat(folder).isAbsolute().startsWith(cache);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("libonnxruntime.so", "libonnxruntime4j_jni.so");
    }
    for (String name : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
      try (InputStream in =
          getClass().getResourceAsStream("/ai/onnxruntime/native/linux-x64/" + name)) {
        assertThat(folder.resolve(name)).hasBinaryContent(in.readAllBytes());
      }
    }
  }

  @Test
  void theyAreWrittenOnceAndAgainIfDamaged() throws IOException {
    Path library = install().resolve("libonnxruntime4j_jni.so");
    Files.setLastModifiedTime(library, FileTime.fromMillis(1000));
    assertThat(install().resolve("libonnxruntime4j_jni.so")).isEqualTo(library);
    assertThat(Files.getLastModifiedTime(library).toMillis()).isEqualTo(1000);
    byte[] content = Files.readAllBytes(library);
    byte[] damaged = content.clone();
    damaged[100]++;
    Files.write(library, damaged);
    install();
    assertThat(library).hasBinaryContent(content);
  }

  @Test
  void eachPlatformHasAFolderOfItsOwn() {
    assertThat(NativeLibrary.install(cache, "Linux", "aarch64")).isNotEqualTo(install());
    assertThat(NativeLibrary.install(cache, "Linux", "s390x")).isNull();
  }

  @Test
  void aCacheThatCannotBeWrittenIsDoneWithout() throws IOException {
    Path file = Files.writeString(cache.resolve("file"), "in the way");
    assertThat(NativeLibrary.install(file, "Linux", "amd64")).isNull();
  }
}
