package io.github.bertmark.choice;

import io.github.bertmark.InputException;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which variant a report is about: the one that the picture draws dashed. */
public final class StudiedVariant {
  private StudiedVariant() {}

  /**
   * The variant of that id. If none is named, the last one of two whose accuracy is in no doubt,
   * the recommended one of more.
   *
   * @throws InputException if the run has no such variant
   */
  public static VariantResult of(RunDocument run, @Nullable String id) {
    List<VariantResult> variants = run.variants();
    if (id == null) {
      List<VariantResult> credible = Recommendation.credible(run);
      Recommendation recommendation = Recommendation.of(run);
      return recommendation.isAmongSeveral()
          ? recommendation.variant()
          : credible.get(credible.size() - 1);
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
