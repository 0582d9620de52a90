package io.github.bertmark.ab;

import io.github.bertmark.text.Figures;

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
      for (VariantNoise.Plan plan : noise.plan()) {
        String needed =
            plan.forks() == null ? "no realistic number of forks" : plan.forks() + " forks a side";
        text.append(Figures.format("  to see %-15s %s\n", percent(plan.change()), needed));
      }
    }
    return text.toString();
  }

  private static String percent(double fraction) {
    return Figures.format("%.1f %%", 100 * fraction);
  }
}
