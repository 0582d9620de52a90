package io.github.bertmark.source;

import io.github.bertmark.model.ModelVariant;
import java.nio.file.Path;
import java.util.List;

/**
 * Variants that were made of models of somebody else's.
 *
 * @param folders where they lie
 * @param variants each model's in a row, the model itself before its forms
 * @param found what was found, a line for each model
 */
public record Adopted(List<Path> folders, List<ModelVariant> variants, List<String> found) {
  public Adopted {
    folders = List.copyOf(folders);
    variants = List.copyOf(variants);
    found = List.copyOf(found);
  }
}
