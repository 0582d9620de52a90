package io.github.bertmark.results;

import java.util.List;

/**
 * How much one call allocates on the Java heap, by JMH's gc profiler.
 *
 * @param bytesPerCall over all forks
 * @param forkBytesPerCall of each fork
 */
public record Allocation(double bytesPerCall, List<Double> forkBytesPerCall) {
  public Allocation {
    forkBytesPerCall = List.copyOf(forkBytesPerCall);
  }
}
