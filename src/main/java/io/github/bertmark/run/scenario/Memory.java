package io.github.bertmark.run.scenario;

import io.github.bertmark.statistics.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process that answers different queries needs of memory, and whether that stays.
 *
 * @param openedBytes of each process, resident when the model was open
 * @param peakBytes of each process, the most that ever was resident
 * @param heapBytes the Java heap, a part of both
 * @param heapUsedBytes what of it was in use in the end, the most of all processes
 * @param queries that each process answered, the fewest of all
 * @param growthBytesPerQuery of each process, when all lengths had occurred
 * @param growthInterval95BytesPerQuery of the mean over processes; null for a single one
 */
public record Memory(
    List<Long> openedBytes,
    List<Long> peakBytes,
    long heapBytes,
    long heapUsedBytes,
    int queries,
    List<Double> growthBytesPerQuery,
    @Nullable Interval growthInterval95BytesPerQuery) {
  /** What a growth has to be beyond to be one, and below to be none. */
  public static final int LIMIT_BYTES_PER_QUERY = 1 << 10;

  /** Whether memory grows. */
  public enum Growth {
    NO_GROWTH,
    GROWTH,
    OPEN
  }

  public Memory {
    openedBytes = List.copyOf(openedBytes);
    peakBytes = List.copyOf(peakBytes);
    growthBytesPerQuery = List.copyOf(growthBytesPerQuery);
    if (peakBytes.isEmpty()
        || peakBytes.size() != openedBytes.size()
        || peakBytes.size() != growthBytesPerQuery.size()) {
      throw new IllegalArgumentException(
          "each process has its memory when open, at peak and behind");
    }
  }

  /**
   * Whether it grows by more than {@value #LIMIT_BYTES_PER_QUERY} bytes a query, by the interval.
   */
  public Growth growth() {
    Interval interval = growthInterval95BytesPerQuery;
    if (interval == null) {
      return Growth.OPEN;
    }
    if (interval.lower() > LIMIT_BYTES_PER_QUERY) {
      return Growth.GROWTH;
    }
    return interval.upper() < LIMIT_BYTES_PER_QUERY ? Growth.NO_GROWTH : Growth.OPEN;
  }

  /** The growth that the interval leaves no doubt of; the limit, where there is none beyond it. */
  public double sureGrowthBytesPerQuery() {
    Interval interval = growthInterval95BytesPerQuery;
    return interval == null
        ? LIMIT_BYTES_PER_QUERY
        : Math.max(LIMIT_BYTES_PER_QUERY, interval.lower());
  }

  public double meanOpenedBytes() {
    return openedBytes.stream().mapToLong(Long::longValue).average().orElseThrow();
  }

  public double meanPeakBytes() {
    return peakBytes.stream().mapToLong(Long::longValue).average().orElseThrow();
  }

  public double meanGrowthBytesPerQuery() {
    return growthBytesPerQuery.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
