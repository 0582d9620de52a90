package io.github.bertmark.choice;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The Pareto frontier of a run: the variants that are the right choice under some budget of latency
 * and size, since no other is as fast, as accurate and as small, and better in one of the three.
 * None whose accuracy is in doubt is, if another is not.
 *
 * <p>It takes the figures as they are, the mean for the latency; how sure a place on it is, given
 * their uncertainty, is what the page tells.
 */
public final class Frontier {
  /** What is the better the less it is. */
  private static final List<ToDoubleFunction<VariantResult>> COSTS =
      List.of(
          variant -> variant.latency().meanMillis(),
          variant -> -variant.accuracy().accuracy(),
          variant -> variant.model().sizeBytes());

  private Frontier() {}

  /** The ids of the variants on it, in the order of the run. */
  public static Set<String> of(RunDocument run) {
    return ids(run, COSTS);
  }

  /** The same with sizes left aside: the staircase in a plot of accuracy against latency. */
  public static Set<String> ofLatencyAndAccuracy(RunDocument run) {
    return ids(run, COSTS.subList(0, 2));
  }

  private static Set<String> ids(RunDocument run, List<ToDoubleFunction<VariantResult>> costs) {
    Set<String> ids = new LinkedHashSet<>();
    List<VariantResult> credible = Recommendation.credible(run);
    for (VariantResult variant : credible) {
      if (credible.stream().noneMatch(other -> dominates(other, variant, costs))) {
        ids.add(variant.id());
      }
    }
    return ids;
  }

  private static boolean dominates(
      VariantResult other, VariantResult variant, List<ToDoubleFunction<VariantResult>> costs) {
    boolean better = false;
    for (ToDoubleFunction<VariantResult> cost : costs) {
      int order = Double.compare(cost.applyAsDouble(other), cost.applyAsDouble(variant));
      if (order > 0) {
        return false;
      }
      better |= order < 0;
    }
    return better;
  }
}
