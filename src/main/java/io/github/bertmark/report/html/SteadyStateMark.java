package io.github.bertmark.report.html;

import io.github.bertmark.run.Latency;
import io.github.bertmark.statistics.change.ForkTrend;
import java.util.List;
import java.util.Locale;

/**
 * What the page says of a fork's calls after the warm-up.
 *
 * @param shiftAfter calls before a shift; 0 if there is none
 */
record SteadyStateMark(boolean steady, int shiftAfter, String text) {
  static List<SteadyStateMark> of(Latency latency) {
    return latency.forkTimesMillis().stream().map(ForkTrend::of).map(SteadyStateMark::of).toList();
  }

  private static SteadyStateMark of(ForkTrend trend) {
    if (!trend.longEnough()) {
      return new SteadyStateMark(true, 0, "too few calls to tell");
    }
    if (trend.shifted()) {
      return new SteadyStateMark(
          false,
          trend.shiftAfter(),
          String.format(
              Locale.ROOT, "no: %+.0f %% after call %d", 100 * trend.shift(), trend.shiftAfter()));
    }
    return trend.drifting()
        ? new SteadyStateMark(
            false, 0, String.format(Locale.ROOT, "no: drifts by %+.0f %%", 100 * trend.drift()))
        : new SteadyStateMark(true, 0, "yes");
  }
}
