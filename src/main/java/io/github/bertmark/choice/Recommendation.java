package io.github.bertmark.choice;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import java.util.Comparator;
import java.util.List;

/**
 * The variant to ship if nothing else is known of the reader's needs: the fastest that gives up at
 * most a point of the baseline's accuracy. Others may want another bargain, so it comes with the
 * fastest of all. A variant whose accuracy is in doubt is none of them, if another is not.
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
    List<VariantResult> credible = credible(run);
    VariantResult baseline = credible.get(0);
    double least = baseline.accuracy().accuracy() - ACCURACY_GIVEN_UP;
    VariantResult variant =
        credible.stream()
            .filter(candidate -> candidate.accuracy().accuracy() >= least)
            .min(BY_LATENCY)
            .orElse(baseline);
    VariantResult fastest = credible.stream().min(BY_LATENCY).orElse(baseline);
    return new Recommendation(baseline, variant, fastest, run.variants().size());
  }

  /** The variants whose accuracies are in no doubt; all of them if there is none. */
  static List<VariantResult> credible(RunDocument run) {
    List<VariantResult> credible =
        run.variants().stream().filter(variant -> variant.doubt() == null).toList();
    return credible.isEmpty() ? run.variants() : credible;
  }

  /** Whether there is a choice that needs explaining: between two, one sentence says all. */
  boolean isAmongSeveral() {
    return variants > 2;
  }
}
