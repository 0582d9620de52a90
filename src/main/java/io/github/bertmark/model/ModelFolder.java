package io.github.bertmark.model;

import io.github.bertmark.InputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders of the variants: each folder in one of them that holds a {@code variant.json} is one.
 *
 * @param folders looked at anew with every call; of two variants with the same id, that of the
 *     earlier folder counts
 */
public record ModelFolder(List<Path> folders) {
  /** Parents before their smaller forms: more layers first, then more bits, then by id. */
  private static final Comparator<ModelVariant> LARGEST_FIRST =
      Comparator.comparing((ModelVariant variant) -> variant.source() == null)
          .thenComparing(
              variant -> variant.source() == null ? 0 : -variant.source().layers().size())
          .thenComparing(
              variant -> variant.source() == null ? 0 : -variant.source().form().linear().bits())
          .thenComparing(ModelVariant::id);

  public ModelFolder {
    folders = List.copyOf(folders);
  }

  /** The variants below a single folder. */
  public static ModelFolder at(Path models) {
    return new ModelFolder(List.of(models));
  }

  /** Reads what {@link #toString} wrote, or a single folder. */
  public static ModelFolder parse(String models) {
    Path single = Path.of(models);
    if (Files.isDirectory(single)) {
      return at(single); // whose name may hold the separator
    }
    return new ModelFolder(
        Stream.of(models.split(Pattern.quote(File.pathSeparator), -1)).map(Path::of).toList());
  }

  /**
   * All variants, sorted by id.
   *
   * @throws InputException if the folder is missing or one of its descriptions is invalid
   */
  public List<ModelVariant> variants() {
    return ids().stream().map(this::variant).toList();
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
          "no such variant in " + names(),
          ids.isEmpty() ? "there is none yet" : "there are: " + String.join(", ", ids));
    }
    return folders.stream()
        .map(folder -> folder.resolve(id))
        .filter(ModelFolder::isVariant)
        .findFirst()
        .map(ModelVariant::load)
        .orElseThrow();
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
          names(),
          "none of its variants is in the default set",
          "name the variants, or set inDefaultSet in their variant.json");
    }
    return variants;
  }

  private List<String> ids() {
    return folders.stream().flatMap(folder -> ids(folder).stream()).distinct().sorted().toList();
  }

  private static List<String> ids(Path models) {
    try (Stream<Path> entries = Files.list(models)) {
      return entries
          .filter(ModelFolder::isVariant)
          .map(folder -> folder.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw new InputException(
          models,
          "is not a readable folder",
          "run from the checkout, or name the folder of the models",
          e);
    }
  }

  private static boolean isVariant(Path folder) {
    return Files.exists(folder.resolve(ModelVariant.DOCUMENT));
  }

  private String names() {
    return folders.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /** The folders' absolute paths, separated as the platform's class paths are. */
  @Override
  public String toString() {
    return folders.stream()
        .map(folder -> folder.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
