package io.github.bertmark.model;

import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of the variants: each folder in it that holds a {@code variant.json} is one. */
public final class ModelFolder {
  /** Parents before their smaller forms: more layers first, then more bits, then by id. */
  private static final Comparator<ModelVariant> LARGEST_FIRST =
      Comparator.comparing((ModelVariant variant) -> variant.source() == null)
          .thenComparing(
              variant -> variant.source() == null ? 0 : -variant.source().layers().size())
          .thenComparing(
              variant -> variant.source() == null ? 0 : -variant.source().form().linear().bits())
          .thenComparing(ModelVariant::id);

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

  /**
   * The variants that are measured when none is named: those whose description says so, the largest
   * first, ready-made ones last.
   *
   * @throws InputException if there are none
   */
  public List<ModelVariant> defaultSet() {
    List<ModelVariant> variants =
        variants().stream().filter(ModelVariant::inDefaultSet).sorted(LARGEST_FIRST).toList();
    if (variants.isEmpty()) {
      throw new InputException(
          models,
          "none of its variants is in the default set",
          "name the variants, or set inDefaultSet in their variant.json");
    }
    return variants;
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
