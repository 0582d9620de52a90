package io.github.bertmark.launch;

import io.github.bertmark.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A build of the benchmarks that is one side of a comparison.
 *
 * @param jar {@code benchmarks.jar}
 * @param checkout the folder that it was built in; null for a jar that lies elsewhere
 */
public record Build(Path jar, @Nullable Path checkout) {
  private static final String JAR = "benchmarks.jar";
  private static final String BENCHMARK = "io.github.bertmark.jmh.ClassifyBenchmark";
  private static final String TURN = "io/github/bertmark/jmh/fork/Turn.class";

  /**
   * Finds the build that an option names.
   *
   * @param given the jar, a checkout with {@code target/benchmarks.jar}, or a folder with the jar
   * @throws InputException if there is none, or the jar is another one
   */
  public static Build at(String option, Path given) throws IOException {
    Path path = given.toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw new InputException(
          option + "=" + given, "no such file or folder", "name a benchmarks.jar or a checkout");
    }
    Path jar = path;
    if (Files.isDirectory(path)) {
      Path built = path.resolve("target").resolve(JAR);
      jar = Files.isRegularFile(built) ? built : path.resolve(JAR);
      if (!Files.isRegularFile(jar)) {
        throw new InputException(
            built,
            "no such file",
            "build that checkout with mvn package, or name a benchmarks.jar");
      }
    }
    requireBenchmarks(jar);
    return new Build(jar, checkoutOf(jar));
  }

  /** Whether its forks can take turns call by call, which those of former versions cannot. */
  public boolean takesTurns() throws IOException {
    try (URLClassLoader classes = classes(jar)) {
      return classes.getResource(TURN) != null;
    }
  }

  /** The version in its manifest. */
  String version() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String version =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? "unknown" : version;
    }
  }

  /** The commit of the checkout; null if it is not known. */
  @Nullable String commit() throws InterruptedException {
    return checkout == null ? null : Checkout.commit(checkout);
  }

  /** The models folder of the checkout; null if there is none. */
  public @Nullable Path models() {
    Path models = checkout == null ? null : checkout.resolve("models");
    return models != null && Files.isDirectory(models) ? models : null;
  }

  private static @Nullable Path checkoutOf(Path jar) {
    Path folder = jar.getParent();
    if (folder == null) {
      return null;
    }
    Path name = folder.getFileName();
    return name != null && name.toString().equals("target") ? folder.getParent() : folder;
  }

  private static void requireBenchmarks(Path jar) throws IOException {
    try (URLClassLoader classes = classes(jar)) {
      for (URL list : Collections.list(classes.getResources("META-INF/BenchmarkList"))) {
        if (lines(list).stream().anyMatch(line -> line.contains(BENCHMARK))) {
          return;
        }
      }
    }
    throw new InputException(
        jar,
        "does not hold bertmark's benchmarks",
        "name the benchmarks.jar that mvn package makes");
  }

  /** A class loader, since a jar may leave all classes to others that its manifest names. */
  private static URLClassLoader classes(Path jar) throws IOException {
    return new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
  }

  private static List<String> lines(URL list) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
