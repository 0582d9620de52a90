package io.github.bertmark.load;

import io.github.bertmark.run.scenario.LoadSearch;
import io.github.bertmark.run.scenario.LoadStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The highest rate that keeps p99 within a bound, by bisection on a grid that is the same for every
 * variant. The rate that it finds has to hold once more, since the luckiest of several steps is
 * easily too good.
 *
 * @param boundMillis that p99 may reach
 * @param measure a step at a rate
 */
public record RateSearch(double boundMillis, DoubleFunction<LoadStep> measure) {
  /** From one rate of the grid to the next. */
  static final double FACTOR = 1.05;

  /** So far below what callers without a pause get begins the search. */
  private static final double LOWEST_SHARE = 0.1;

  /** From 1 query a second. */
  static double rate(int step) {
    return Math.pow(FACTOR, step);
  }

  /**
   * Searches.
   *
   * @param perSecond what a closed loop of as many callers as workers reaches
   */
  public LoadSearch find(double perSecond) {
    List<LoadStep> steps = new ArrayList<>();
    int below = (int) Math.floor(step(perSecond * LOWEST_SHARE)) - 1;
    int lowest = below;
    int above = (int) Math.ceil(step(perSecond)) + 1;
    while (above - below > 1) {
      int middle = (below + above) / 2;
      if (holds(middle, steps)) {
        below = middle;
      } else {
        above = middle;
      }
    }
    while (below > lowest && !holds(below, steps)) {
      below--;
    }
    LoadStep held = below == lowest ? null : steps.get(steps.size() - 1);
    steps.sort(Comparator.comparingDouble(LoadStep::perSecond));
    return LoadSearch.of(boundMillis, held, steps);
  }

  private boolean holds(int step, List<LoadStep> steps) {
    LoadStep measured = measure.apply(rate(step));
    steps.add(measured);
    return measured.p99Millis() <= boundMillis;
  }

  private static double step(double perSecond) {
    return Math.log(perSecond) / Math.log(FACTOR);
  }
}
