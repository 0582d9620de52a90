package io.github.bertmark.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the pre-trained weights are that variants are built from. */
public final class BaseOption {
  @Option(
      names = "--base",
      paramLabel = "JAR",
      description =
          "The artifact of the pre-trained BERT (default: in the local Maven repository).")
  private @Nullable Path jar;

  public @Nullable Path jar() {
    return jar;
  }

  /** Where Maven keeps artifacts, unless its settings say otherwise. */
  public Path localRepository() {
    String named = System.getProperty("maven.repo.local", "");
    return named.isBlank()
        ? Path.of(System.getProperty("user.home"), ".m2", "repository")
        : Path.of(named);
  }
}
