package io.github.bertmark.choice;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
  private static final double POINT_GIVEN_UP = 1;
  private static final double ROUNDING = 1e-12;

  private static final Comparator<VariantResult> BY_LATENCY =
      Comparator.comparing(variant -> variant.latency().meanMillis());

  static Recommendation of(RunDocument run) {
    List<VariantResult> credible = credible(run);
    VariantResult baseline = credible.get(0);
    double least = leastAccuracy(baseline);
    VariantResult variant =
        credible.stream()
            .filter(candidate -> candidate.accuracy().accuracy() >= least)
            .min(BY_LATENCY)
            .orElse(baseline);
    VariantResult fastest = credible.stream().min(BY_LATENCY).orElse(baseline);
    return new Recommendation(baseline, variant, fastest, run.variants().size());
  }

  /** The least accuracy of a choice: to hundredths of a percent, as the page's budget has it. */
  static double leastAccuracy(VariantResult baseline) {
    BigDecimal percent = new BigDecimal(100 * baseline.accuracy().accuracy() - POINT_GIVEN_UP);
    return percent.setScale(2, RoundingMode.HALF_UP).doubleValue() / 100 - ROUNDING;
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
