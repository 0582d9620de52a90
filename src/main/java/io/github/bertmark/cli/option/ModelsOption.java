package io.github.bertmark.cli.option;

import io.github.bertmark.model.ModelFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the model variants lie. */
public final class ModelsOption {
  public static final Path DEFAULT = Path.of("models");

  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      defaultValue = "models",
      description = "The folder of the model variants (default: ${DEFAULT-VALUE}).")
  private Path path = DEFAULT;

  Path path() {
    return path;
  }

  public ModelFolder folder() {
    return ModelFolder.at(path);
  }
}
