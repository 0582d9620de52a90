package io.github.bertmark.cli;

import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which variants to work on. */
final class VariantsOption {
  @Mixin private ModelsOption models = new ModelsOption();

  @Option(
      names = "--variants",
      paramLabel = "ID",
      split = ",",
      defaultValue = "bert-baseline,distilbert",
      description = "The variants, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<String> ids = List.of();

  Path models() {
    return models.path();
  }

  /** The variants, in the order in which they were named; each of them is there. */
  List<ModelVariant> variants() {
    ModelFolder folder = models.folder();
    return ids.stream().distinct().map(folder::variant).toList();
  }
}
