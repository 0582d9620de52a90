package io.github.bertmark.ab;

import io.github.bertmark.text.Figures;
import java.util.List;
import java.util.Objects;

/** A machine's noise in lines for a terminal. */
public final class NoiseTable {
  private NoiseTable() {}

  /** The lines, variant by variant. */
  public static String of(NoiseDocument document) {
    StringBuilder text = new StringBuilder();
    int forks = document.floor().forks();
    for (VariantNoise noise : document.variants()) {
      VariantNoise.Comparisons turns = noise.byTurns();
      VariantNoise.Comparisons runs = noise.oneAfterTheOther();
      Double visible = noise.smallestVisibleChange();
      text.append(
          Figures.format(
              """
              %s: %d forks of %d + %d calls, %d threads
                forks differ by        %s (standard deviation)
                runs drift by          %s more (standard deviation)
                noise floor            %s for %d forks a side
                false alarms           %d of %d comparisons by turns, %d of %d one after the other; \
              %s predicted
                largest change seen    %s by turns, %s one after the other
                smallest visible change %s with %d forks a side, in 95 %% of cases
              """,
              noise.variant(),
              noise.forkMediansMillis().size(),
              noise.protocol().warmupIterations(),
              noise.protocol().measurementIterations(),
              noise.protocol().intraOpThreads(),
              percent(noise.forkDeviation()),
              percent(noise.driftDeviation()),
              percent(noise.floor()),
              forks,
              turns.falseAlarms(),
              turns.count(),
              runs.falseAlarms(),
              runs.count(),
              percent(noise.predictedFalseAlarmRate()),
              percent(turns.largestChange()),
              percent(runs.largestChange()),
              visible == null ? "none" : percent(visible),
              forks));
      plan(text, noise.plan(), "forks a side");
    }
    for (PairNoise noise : Objects.requireNonNullElse(document.pairs(), List.<PairNoise>of())) {
      Double visible = noise.smallestVisibleChange();
      text.append(
          Figures.format(
              """
              %s: %d pairs of forks whose calls took turns
                ratios differ by       %s (standard deviation)
                noise floor            %s for as many pairs
                smallest visible change %s with as many pairs, in 95 %% of cases
              """,
              noise.variant(),
              noise.logRatios().size(),
              percent(noise.deviation()),
              percent(noise.floor()),
              visible == null ? "none" : percent(visible)));
      plan(text, noise.plan(), "pairs");
    }
    return text.toString();
  }

  private static void plan(StringBuilder text, List<VariantNoise.Plan> plans, String unit) {
    for (VariantNoise.Plan plan : plans) {
      String needed =
          plan.forks() == null ? "no realistic number of " + unit : plan.forks() + " " + unit;
      text.append(Figures.format("  to see %-15s %s\n", percent(plan.change()), needed));
    }
  }

  private static String percent(double fraction) {
    return Figures.format("%.1f %%", 100 * fraction);
  }
}
