package io.github.bertmark.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a variant's model is built from; a folder without one holds a model that came ready-made.
 *
 * @param architecture {@code bert}, {@code distilbert} or {@code sentence-bert}
 * @param base Maven coordinates of the pre-trained weights
 * @param layers the encoder layers of the base that the variant's layers started from, in order
 * @param adapter the folder of the fine-tuned adapter, relative to the variant's own
 * @param form the numeric form of the exported weights
 */
public record VariantSource(
    String architecture, String base, List<Integer> layers, String adapter, NumericForm form) {
  private static final Set<String> ARCHITECTURES = Set.of("bert", "distilbert", "sentence-bert");

  public VariantSource {
    Checks.that(
        ARCHITECTURES.contains(architecture),
        "architecture must be bert, distilbert or sentence-bert, not " + architecture);
    Checks.that(base.split(":", -1).length == 3, "base must be group:name:version");
    Checks.that(!layers.isEmpty(), "layers must not be empty");
    Checks.that(!adapter.isEmpty(), "adapter must name a folder");
    for (Integer layer : layers) {
      Checks.that(layer != null && layer >= 0, "layers must be numbers from 0 up");
    }
    for (String group : form.groupsOfLayersFrom(layers.size())) {
      Checks.that(false, "form has " + group + ", but the layers are " + layers.size());
    }
    layers = List.copyOf(layers);
  }

  /** The same in another form, for a variant that lies elsewhere than the one at a folder. */
  public VariantSource of(Path variantFolder, NumericForm other) {
    String there = adapterFolder(variantFolder).toAbsolutePath().toString();
    return new VariantSource(architecture, base, layers, there, other);
  }

  /** The same in another form. */
  public VariantSource in(NumericForm other) {
    return new VariantSource(architecture, base, layers, adapter, other);
  }

  /**
   * The folder of the adapter.
   *
   * @param variantFolder the variant's own
   */
  public Path adapterFolder(Path variantFolder) {
    return variantFolder.resolve(adapter).normalize();
  }
}
