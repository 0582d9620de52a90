package io.github.bertmark.results;

import io.github.bertmark.statistics.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much is allocated on the Java heap, per timed call.
 *
 * @param bytesPerCall median over the forks
 * @param forkBytesPerCall median over each fork's calls: nearly all allocate the same, but the
 *     first ones load classes, and a fork's last iteration bears its tear-down too
 */
public record Allocation(double bytesPerCall, List<Double> forkBytesPerCall) {
  public Allocation {
    forkBytesPerCall = List.copyOf(forkBytesPerCall);
  }

  /**
   * What whole iterations allocated, by JMH's gc profiler: some kilobytes of JMH itself, the timed
   * call, and since there is one the untimed call before it. Null if the profiler did not tell.
   */
  static @Nullable Allocation ofIterations(JmhResult result) {
    List<List<Double>> forks = result.allocatedBytes();
    if (forks == null || forks.isEmpty() || forks.stream().anyMatch(List::isEmpty)) {
      return null;
    }
    return of(forks.stream().map(calls -> Summary.of(calls).median()).toList());
  }

  /** What calls alone allocated, by each fork's own count; null unless all told it. */
  static @Nullable Allocation ofCalls(Stream<@Nullable Long> forks) {
    List<Double> medians = new ArrayList<>();
    for (Long bytes : (Iterable<@Nullable Long>) forks::iterator) {
      if (bytes == null) {
        return null;
      }
      medians.add(bytes.doubleValue());
    }
    return medians.isEmpty() ? null : of(medians);
  }

  private static Allocation of(List<Double> medians) {
    return new Allocation(Summary.of(medians).median(), medians);
  }
}
