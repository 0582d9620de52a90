package io.github.bertmark.run.scenario;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The highest rate of queries that a variant answers in time, one session for all workers.
 *
 * @param boundMillis that the 99th percentile had to keep within
 * @param workers queries that are answered at a time
 * @param intraOpThreads of the session
 * @param pricePerHour of the machine, in any currency; null if it was not told
 * @param searches one of each JVM
 */
public record Load(
    double boundMillis,
    int workers,
    int intraOpThreads,
    @Nullable Double pricePerHour,
    List<LoadSearch> searches) {
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double MILLION = 1e6;

  public Load {
    searches = List.copyOf(searches);
    if (searches.isEmpty()) {
      throw new IllegalArgumentException("searches must not be empty");
    }
  }

  /** VALID if every JVM's search is. */
  public boolean valid() {
    return searches.stream().allMatch(search -> search.faults().isEmpty());
  }

  /** What speaks against the rate, each once. */
  public List<String> faults() {
    return searches.stream().flatMap(search -> search.faults().stream()).distinct().toList();
  }

  /** The rates of the JVMs, in queries a second; null unless all are valid. */
  public @Nullable List<Double> rates() {
    return valid()
        ? searches.stream().map(s -> Objects.requireNonNull(s.held()).perSecond()).toList()
        : null;
  }

  /** Their mean; null unless all are valid. */
  public @Nullable Double perSecond() {
    List<Double> rates = rates();
    return rates == null
        ? null
        : (Double) rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** What a million queries cost at that rate; null if price or rate is not known. */
  public @Nullable Double pricePerMillion() {
    Double rate = perSecond();
    return rate == null || pricePerHour == null
        ? null
        : (Double) (pricePerHour / SECONDS_PER_HOUR / rate * MILLION);
  }
}
