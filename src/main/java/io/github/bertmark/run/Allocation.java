package io.github.bertmark.run;

import io.github.bertmark.statistics.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much a call allocates on the Java heap, by the counter of the thread that calls.
 *
 * @param bytesPerCall median over the forks
 * @param forkBytesPerCall median over each fork's calls: nearly all allocate the same, but the
 *     first ones load classes
 */
public record Allocation(double bytesPerCall, List<Double> forkBytesPerCall) {
  public Allocation {
    forkBytesPerCall = List.copyOf(forkBytesPerCall);
  }

  /** What calls allocated, by each fork's own count; null unless all told it. */
  public static @Nullable Allocation of(Stream<@Nullable Long> forks) {
    List<Double> medians = new ArrayList<>();
    for (Long bytes : (Iterable<@Nullable Long>) forks::iterator) {
      if (bytes == null) {
        return null;
      }
      medians.add(bytes.doubleValue());
    }
    return medians.isEmpty() ? null : new Allocation(Summary.of(medians).median(), medians);
  }
}
