package io.github.bertmark.run.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One JVM's search for the highest rate that keeps p99 within a bound.
 *
 * @param held the step at the rate that was found, measured anew; null if none held
 * @param faults why the rate is not to be trusted, in words; none if it is valid
 * @param steps all that was tried, by rate
 */
public record LoadSearch(@Nullable LoadStep held, List<String> faults, List<LoadStep> steps) {
  /** Of the bound: what the generator may be late by. */
  private static final double MOST_LATE = 0.05;

  public LoadSearch {
    faults = List.copyOf(faults);
    steps = List.copyOf(steps);
    if (held == null && faults.isEmpty()) {
      throw new IllegalArgumentException("a search without a rate is not valid");
    }
  }

  /** A search with its verdict. */
  public static LoadSearch of(double boundMillis, @Nullable LoadStep held, List<LoadStep> steps) {
    List<String> faults = new ArrayList<>();
    int least = CallTimes.callsFor(0.99);
    if (held == null) {
      faults.add("no rate kept p99 within the bound");
    } else {
      if (held.queries() < least) {
        faults.add("too few queries for p99: " + held.queries() + " of " + least);
      }
      if (held.lateP99Millis() > MOST_LATE * boundMillis) {
        faults.add(
            String.format(
                Locale.ROOT, "the generator was late by %.1f ms at p99", held.lateP99Millis()));
      }
    }
    return new LoadSearch(held, faults, steps);
  }
}
