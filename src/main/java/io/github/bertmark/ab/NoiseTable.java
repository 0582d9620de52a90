package io.github.bertmark.ab;

import java.util.Locale;

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
      text.append(
          format(
              "%s: %d forks of %d + %d calls, %d threads%n",
              noise.variant(),
              noise.forkMediansMillis().size(),
              noise.protocol().warmupIterations(),
              noise.protocol().measurementIterations(),
              noise.protocol().intraOpThreads()));
      text.append(
          format(
              "  forks differ by        %s (standard deviation)%n",
              percent(noise.forkDeviation())));
      text.append(
          format(
              "  runs drift by          %s more (standard deviation)%n",
              percent(noise.driftDeviation())));
      text.append(
          format(
              "  noise floor            %s for %d forks a side%n", percent(noise.floor()), forks));
      text.append(
          format(
              "  false alarms           %d of %d comparisons by turns, %d of %d one after the other;"
                  + " %s predicted%n",
              turns.falseAlarms(),
              turns.count(),
              runs.falseAlarms(),
              runs.count(),
              percent(noise.predictedFalseAlarmRate())));
      text.append(
          format(
              "  largest change seen    %s by turns, %s one after the other%n",
              percent(turns.largestChange()), percent(runs.largestChange())));
      Double visible = noise.smallestVisibleChange();
      text.append(
          format(
              "  smallest visible change %s with %d forks a side, in 95 %% of cases%n",
              visible == null ? "none" : percent(visible), forks));
      for (VariantNoise.Plan plan : noise.plan()) {
        Integer needed = plan.forks();
        text.append(
            format(
                "  to see %-15s %s%n",
                percent(plan.change()),
                needed == null ? "no realistic number of forks" : needed + " forks a side"));
      }
    }
    return text.toString();
  }

  private static String percent(double fraction) {
    return format("%.1f %%", 100 * fraction);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments).replace("\r\n", "\n");
  }
}
