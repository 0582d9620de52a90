package io.github.bertmark.choice;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.Figures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How sure a run's recommendation is: in how many of the resamplings the same rule chooses the same
 * variant, and which one it chooses next often. The page's program tells the same of any budget.
 */
final class Sureness {
  private static final double SURE = 0.95;
  private static final double LIKELY = 0.8;

  private Sureness() {}

  /** In how many of the resamplings a variant is the choice, by id; none at all may be, in some. */
  static Map<String, Integer> counts(RunDocument run, Resampling resampling) {
    List<VariantResult> credible = Recommendation.credible(run);
    double least = Recommendation.leastAccuracy(credible.get(0));
    Map<String, Integer> counts = new HashMap<>();
    for (int draw = 0; draw < Resampling.DRAWS; draw++) {
      String chosen = null;
      double fastest = Double.POSITIVE_INFINITY;
      for (VariantResult variant : credible) {
        Map<String, List<Double>> figures = resampling.of(variant);
        double millis = Objects.requireNonNull(figures.get(Resampling.MEAN)).get(draw);
        double accuracy = Objects.requireNonNull(figures.get(Resampling.ACCURACY)).get(draw);
        if (accuracy >= least && millis < fastest) {
          chosen = variant.id();
          fastest = millis;
        }
      }
      if (chosen != null) {
        counts.merge(chosen, 1, Integer::sum);
      }
    }
    return counts;
  }

  /** A sentence of a recommended variant; null if single forks tell nothing. */
  static @Nullable String of(RunDocument run, VariantResult chosen, Resampling resampling) {
    if (run.protocol().forks() < 2) {
      return null;
    }
    Map<String, Integer> counts = counts(run, resampling);
    int same = counts.getOrDefault(chosen.id(), 0);
    VariantResult next = null;
    for (VariantResult variant : run.variants()) {
      int count = counts.getOrDefault(variant.id(), 0);
      if (!variant.id().equals(chosen.id())
          && count > (next == null ? 0 : counts.getOrDefault(next.id(), 0))) {
        next = variant;
      }
    }
    return Figures.format(
        "The choice of %s is %s: the same in %s of %,d resamplings of the forks and the queries%s.",
        chosen.displayName(),
        word((double) same / Resampling.DRAWS),
        percent(same),
        Resampling.DRAWS,
        next == null
            ? ""
            : "; the runner-up is %s, in %s"
                .formatted(next.displayName(), percent(counts.getOrDefault(next.id(), 0))));
  }

  private static String word(double share) {
    return share >= SURE ? "sure" : share >= LIKELY ? "likely" : "a close call";
  }

  /** Never said to be certain. */
  private static String percent(int count) {
    double share = (double) count / Resampling.DRAWS;
    return share >= 0.995
        ? "over 99 %"
        : share < 0.005 ? "under 1 %" : Math.round(100 * share) + " %";
  }
}
