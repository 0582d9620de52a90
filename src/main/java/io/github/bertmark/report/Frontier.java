package io.github.bertmark.report;

import io.github.bertmark.results.RunDocument;
import io.github.bertmark.results.VariantResult;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The Pareto frontier of accuracy against mean latency: the variants of which no other is both as
 * fast and as accurate, and better in one of the two.
 *
 * <p>It takes the figures as they are; how sure a place on it is, given their intervals, is another
 * question.
 */
public final class Frontier {
  private Frontier() {}

  /** The ids of the variants on it, the fastest first. */
  public static Set<String> of(RunDocument run) {
    Set<String> ids = new LinkedHashSet<>();
    members(run.variants()).forEach(variant -> ids.add(variant.id()));
    return ids;
  }

  /** The variants on it, the fastest first. */
  static List<VariantResult> members(List<VariantResult> variants) {
    return variants.stream()
        .filter(variant -> variants.stream().noneMatch(other -> dominates(other, variant)))
        .sorted(Comparator.comparing(variant -> variant.latency().meanMillis()))
        .toList();
  }

  private static boolean dominates(VariantResult other, VariantResult variant) {
    double faster = variant.latency().meanMillis() - other.latency().meanMillis();
    double better = other.accuracy().accuracy() - variant.accuracy().accuracy();
    return faster >= 0 && better >= 0 && faster + better > 0;
  }
}
