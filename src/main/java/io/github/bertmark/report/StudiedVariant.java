package io.github.bertmark.report;

import io.github.bertmark.InputException;
import io.github.bertmark.results.RunDocument;
import io.github.bertmark.results.VariantResult;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which variant a report is about: the one that the picture draws dashed. */
final class StudiedVariant {
  private StudiedVariant() {}

  /**
   * The variant of that id, or the last one of the run if none is named.
   *
   * @throws InputException if the run has no such variant
   */
  static VariantResult of(RunDocument run, @Nullable String id) {
    List<VariantResult> variants = run.variants();
    if (id == null) {
      return variants.get(variants.size() - 1);
    }
    return variants.stream()
        .filter(variant -> variant.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    id,
                    "run " + run.id() + " has no such variant",
                    "there are: "
                        + variants.stream()
                            .map(VariantResult::id)
                            .collect(Collectors.joining(", "))));
  }
}
