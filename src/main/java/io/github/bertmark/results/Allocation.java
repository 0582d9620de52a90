package io.github.bertmark.results;

import io.github.bertmark.statistics.Summary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much one call allocates on the Java heap, by JMH's gc profiler; what JMH itself allocates
 * around a call, some kilobytes, is part of it.
 *
 * @param bytesPerCall median over the forks
 * @param forkBytesPerCall median over each fork's timed calls: nearly all allocate the same, but a
 *     fork's last one bears its tear-down too
 */
public record Allocation(double bytesPerCall, List<Double> forkBytesPerCall) {
  public Allocation {
    forkBytesPerCall = List.copyOf(forkBytesPerCall);
  }

  /** Summarises what a benchmark's forks allocated; null if the profiler did not tell. */
  static @Nullable Allocation of(JmhResult result) {
    List<List<Double>> forks = result.allocatedBytes();
    if (forks == null || forks.isEmpty() || forks.stream().anyMatch(List::isEmpty)) {
      return null;
    }
    List<Double> medians = forks.stream().map(calls -> Summary.of(calls).median()).toList();
    return new Allocation(Summary.of(medians).median(), medians);
  }
}
