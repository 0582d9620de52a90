package io.github.bertmark.cli.option;

import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which variants to work on. */
public final class VariantsOption {
  @Mixin private ModelsOption models = new ModelsOption();

  @Option(
      names = "--variants",
      paramLabel = "ID",
      split = ",",
      description = {
        "The variants, separated by commas (default: those whose variant.json says",
        "inDefaultSet)."
      })
  private List<String> ids = List.of();

  /** Where they lie. */
  public ModelFolder models() {
    return models.folder();
  }

  /**
   * The variants, in the order in which they were named, each of them there; else the default set.
   */
  public List<ModelVariant> variants() {
    ModelFolder folder = models();
    if (ids.isEmpty()) {
      return folder.defaultSet();
    }
    return ids.stream().distinct().map(folder::variant).toList();
  }

  /** The same, but of the default set only those with an adapter of their own. */
  public List<ModelVariant> trainable() {
    return ids.isEmpty()
        ? variants().stream().filter(variant -> variant.parent() == null).toList()
        : variants();
  }
}
