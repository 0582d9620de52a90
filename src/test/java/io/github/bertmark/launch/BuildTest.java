package io.github.bertmark.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bertmark.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
  @TempDir Path folder;

  @Test
  void isAJarOrAFolderThatHoldsOne() throws IOException {
    Path target = Files.createDirectories(folder.resolve("checkout/target"));
    Files.createDirectories(folder.resolve("checkout/models"));
    Path jar = BenchmarksJar.in(target);

    Build ofCheckout = Build.at("--base", folder.resolve("checkout"));

    assertThat(ofCheckout.jar()).isEqualTo(jar);
    assertThat(ofCheckout.models()).isEqualTo(folder.resolve("checkout/models"));
    assertThat(Build.at("--base", jar)).isEqualTo(ofCheckout);
    assertThat(Build.at("--base", target).jar()).isEqualTo(jar);
    assertThat(ofCheckout.version()).isEqualTo("unknown");
    assertThat(ofCheckout.takesTurns()).isTrue();
  }

  @Test
  void oneOfAFormerVersionTakesNoTurns() throws IOException {
    Path former = folder.resolve("former.jar");
    try (OutputStream out = Files.newOutputStream(former);
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry("META-INF/BenchmarkList"));
      jar.write("JMH S 41 io.github.bertmark.jmh.ClassifyBenchmark".getBytes());
    }

    assertThat(Build.at("--base", former).takesTurns()).isFalse();
  }

  @Test
  void whatIsNoneIsToldInOneLine() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path text = Files.writeString(folder.resolve("text.jar"), "not a jar");
    Path other = folder.resolve("other.jar");
    try (OutputStream out = Files.newOutputStream(other);
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry("META-INF/BenchmarkList"));
      jar.write("JMH S 9 org.else.Other S 21 org.else.Other_jmhType".getBytes());
    }

    refused(folder.resolve("missing"), "--base=", "no such file or folder");
    refused(empty, "benchmarks.jar: no such file", "mvn package");
    refused(text, "text.jar: does not hold bertmark's benchmarks");
    refused(other, "other.jar: does not hold bertmark's benchmarks");
  }

  private static void refused(Path given, String... parts) {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Build.at("--base", given))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts).hasLineCount(1));
  }
}
