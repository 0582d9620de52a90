package io.github.bertmark.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What models are built upon: the weights of bertmark's own, the model of an adapter. */
public final class BaseOption {
  @Option(
      names = "--base",
      paramLabel = "JAR|MODEL",
      description = {
        "The artifact of the pre-trained BERT (default: in the local Maven repository); or the",
        "model that the adapter of --model belongs to. May be given twice, once for each."
      })
  private List<String> bases = List.of();

  /** The artifact; null if it was not named. */
  public @Nullable Path jar() {
    return bases.stream().filter(BaseOption::isJar).map(Path::of).findFirst().orElse(null);
  }

  /** The model of an adapter; null if none was named. */
  public @Nullable String model() {
    return bases.stream().filter(base -> !isJar(base)).findFirst().orElse(null);
  }

  private static boolean isJar(String base) {
    return !base.startsWith("hf:") && !Files.isDirectory(Path.of(base));
  }

  /** Where Maven keeps artifacts, unless its settings say otherwise. */
  public Path localRepository() {
    String named = System.getProperty("maven.repo.local", "");
    return named.isBlank()
        ? Path.of(System.getProperty("user.home"), ".m2", "repository")
        : Path.of(named);
  }
}
