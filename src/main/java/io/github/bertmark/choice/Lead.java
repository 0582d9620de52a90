package io.github.bertmark.choice;

import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every report of a run leads with.
 *
 * @param studied the variant that it is about
 * @param headline the {@link Headline}
 * @param sureness how sure the choice is; null if none is recommended, or nothing tells
 */
public record Lead(VariantResult studied, String headline, @Nullable String sureness) {
  /**
   * The lead of a run with the answers beside it.
   *
   * @param studied id of the variant under study; null to leave the choice to the run
   * @throws io.github.bertmark.InputException if the run has no such variant, or the answers are
   *     not its own
   */
  public static Lead of(StoredRun run, @Nullable String studied) throws IOException {
    return of(run.document(), run.predictions(), studied);
  }

  /** The same of a document alone, whose variants' answers are taken for independent. */
  public static Lead of(RunDocument run, @Nullable String studied) {
    return of(run, Map.of(), studied);
  }

  private static Lead of(
      RunDocument run, Map<String, List<Prediction>> predictions, @Nullable String id) {
    VariantResult studied = StudiedVariant.of(run, id);
    Recommendation recommendation = Recommendation.of(run);
    boolean recommended =
        recommendation.isAmongSeveral()
            && studied.doubt() == null
            && recommendation.variant().id().equals(studied.id());
    return new Lead(
        studied,
        Headline.of(run, studied),
        recommended ? Sureness.of(run, studied, Resampling.of(run, predictions)) : null);
  }

  /** All of it in a line. */
  public String line() {
    return sureness == null ? headline : headline + " " + sureness;
  }
}
