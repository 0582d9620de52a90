package io.github.bertmark.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether a run gives what a published one gave, in all that does not depend on the machine: which
 * variants, how large, how often right. Latencies are not looked at.
 */
public final class Reproduction {
  private static final double SIZE_TOLERANCE_PERCENT = 0.5;

  /** Kernels of another processor round differently: of 5,500 answers a few may change. */
  private static final double ACCURACY_TOLERANCE_POINTS = 0.2;

  private Reproduction() {}

  /** What differs, a line each; empty if the run reproduces the published one. */
  public static List<String> differences(RunDocument run, RunDocument published) {
    List<String> differences = new ArrayList<>();
    DatasetReference expected = published.dataset();
    if (!run.dataset().equals(expected)) {
      differences.add(
          "the accuracies do not compare: they are of %s (%d queries), published are those of %s (%d)"
              .formatted(
                  run.dataset().name(),
                  run.dataset().queries(),
                  expected.name(),
                  expected.queries()));
    }
    Map<String, VariantResult> found =
        run.variants().stream().collect(Collectors.toMap(VariantResult::id, Function.identity()));
    for (VariantResult variant : published.variants()) {
      VariantResult ours = found.get(variant.id());
      if (ours == null) {
        differences.add(variant.id() + " is missing");
        continue;
      }
      compareSizes(ours, variant, differences);
      compareAccuracies(ours, variant, differences);
    }
    return List.copyOf(differences);
  }

  private static void compareSizes(
      VariantResult ours, VariantResult published, List<String> differences) {
    double sizeMiB = ours.model().sizeMiB();
    double expectedMiB = published.model().sizeMiB();
    if (!(Math.abs(sizeMiB - expectedMiB) <= expectedMiB * SIZE_TOLERANCE_PERCENT / 100)) {
      differences.add(
          format(
              "%s has %.2f MiB instead of %.2f (+-%.1f %%)",
              ours.id(), sizeMiB, expectedMiB, SIZE_TOLERANCE_PERCENT));
    }
  }

  private static void compareAccuracies(
      VariantResult ours, VariantResult published, List<String> differences) {
    double percent = 100 * ours.accuracy().accuracy();
    double expectedPercent = 100 * published.accuracy().accuracy();
    if (!(Math.abs(percent - expectedPercent) <= ACCURACY_TOLERANCE_POINTS)) {
      differences.add(
          format(
              "%s has an accuracy of %.2f %% instead of %.2f (+-%.1f points)",
              ours.id(), percent, expectedPercent, ACCURACY_TOLERANCE_POINTS));
    }
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
