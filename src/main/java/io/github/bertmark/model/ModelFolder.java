package io.github.bertmark.model;

import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of the variants: each folder in it that holds a {@code variant.json} is one. */
public final class ModelFolder {
  private final Path models;

  private ModelFolder(Path models) {
    this.models = models;
  }

  /** The variants below a folder, which is looked at anew with every call. */
  public static ModelFolder at(Path models) {
    return new ModelFolder(models);
  }

  /**
   * All variants, sorted by id.
   *
   * @throws InputException if the folder is missing or one of its descriptions is invalid
   */
  public List<ModelVariant> variants() {
    return ids().stream().map(id -> ModelVariant.load(models.resolve(id))).toList();
  }

  /**
   * One variant.
   *
   * @throws InputException if there is none of that id, naming those there are, or its description
   *     is invalid
   */
  public ModelVariant variant(String id) {
    List<String> ids = ids();
    if (!ids.contains(id)) {
      throw new InputException(
          id,
          "no such variant in " + models,
          ids.isEmpty() ? "there is none yet" : "there are: " + String.join(", ", ids));
    }
    return ModelVariant.load(models.resolve(id));
  }

  private List<String> ids() {
    try (Stream<Path> entries = Files.list(models)) {
      return entries
          .filter(folder -> Files.exists(folder.resolve(ModelVariant.DOCUMENT)))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException(
          models,
          "is not a readable folder",
          "run from the checkout, or name the folder of the models",
          e);
    }
  }
}
