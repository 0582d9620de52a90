package io.github.bertmark.model;

import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * @param leftOut is told of descriptions that are invalid
   * @throws InputException if the folder is missing, or none of its descriptions is valid
   */
  public List<ModelVariant> variants(LeftOut leftOut) {
    return variants(ids(), leftOut);
  }

  /**
   * Some variants, in the order in which they are named.
   *
   * @param leftOut is told of descriptions that are invalid
   * @throws InputException if one is not there, or none of their descriptions is valid
   */
  public List<ModelVariant> variants(List<String> ids, LeftOut leftOut) {
    List<Path> found = ids.stream().map(this::find).toList();
    List<ModelVariant> variants = new ArrayList<>();
    LeftOut one = leftOut.among(found.size());
    for (Path folder : found) {
      try {
        variants.add(ModelVariant.load(folder));
      } catch (InputException e) {
        one.add(String.valueOf(folder.getFileName()), e);
      }
    }
    return variants;
  }

  /**
   * One variant.
   *
   * @throws InputException if there is none of that id, naming those there are, or its description
   *     is invalid
   */
  public ModelVariant variant(String id) {
    return ModelVariant.load(find(id));
  }

  private Path find(String id) {
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
        .orElseThrow();
  }

  /**
   * The variants that are measured when none is named: those whose description says so, the largest
   * first, ready-made ones last.
   *
   * @param leftOut is told of descriptions that are invalid
   * @throws InputException if there are none
   */
  public List<ModelVariant> defaultSet(LeftOut leftOut) {
    List<ModelVariant> variants =
        variants(leftOut).stream()
            .filter(ModelVariant::inDefaultSet)
            .sorted(LARGEST_FIRST)
            .toList();
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
