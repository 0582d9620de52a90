package io.github.bertmark.choice;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import java.util.Comparator;

/**
 * The variant to ship if nothing else is known of the reader's needs: the fastest that gives up at
 * most a point of the baseline's accuracy. Others may want another bargain, so it comes with the
 * fastest of all.
 *
 * @param baseline the first variant of the run
 * @param variant that is recommended, maybe the baseline itself
 * @param fastest of the run
 * @param variants how many the run has
 */
record Recommendation(
    VariantResult baseline, VariantResult variant, VariantResult fastest, int variants) {
  /** As a fraction: one point of percent. */
  private static final double ACCURACY_GIVEN_UP = 0.01;

  private static final Comparator<VariantResult> BY_LATENCY =
      Comparator.comparing(variant -> variant.latency().meanMillis());

  static Recommendation of(RunDocument run) {
    VariantResult baseline = run.variants().get(0);
    double least = baseline.accuracy().accuracy() - ACCURACY_GIVEN_UP;
    VariantResult variant =
        run.variants().stream()
            .filter(candidate -> candidate.accuracy().accuracy() >= least)
            .min(BY_LATENCY)
            .orElse(baseline);
    VariantResult fastest = run.variants().stream().min(BY_LATENCY).orElse(baseline);
    return new Recommendation(baseline, variant, fastest, run.variants().size());
  }

  /** Whether there is a choice that needs explaining: between two, one sentence says all. */
  boolean isAmongSeveral() {
    return variants > 2;
  }
}
