package io.github.bertmark.raw;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one process that answers different queries needs of memory, as it told it itself.
 *
 * @param variant id of the model variant
 * @param openedBytes resident when the model was open
 * @param peakBytes the most that ever was resident
 * @param heapBytes the Java heap, all of which is touched and so resident from the start
 * @param heapUsedBytes what the heap held after a collection, behind all queries
 * @param queries that it answered, the growing ones included
 * @param everyQueries how many queries lie between two of the samples
 * @param anonymousBytes resident memory behind which there is no file: at the beginning of the
 *     plateau, and again after every so many queries
 * @param modelSha256 of the file that it opened; null while it does not know
 */
public record MemoryRecord(
    String variant,
    long openedBytes,
    long peakBytes,
    long heapBytes,
    long heapUsedBytes,
    int queries,
    int everyQueries,
    List<Long> anonymousBytes,
    @Nullable String modelSha256) {
  public MemoryRecord {
    anonymousBytes = List.copyOf(anonymousBytes);
    if (everyQueries < 1 || anonymousBytes.size() < 10) {
      throw new IllegalArgumentException("a plateau has at least 10 samples");
    }
  }

  /** The same with what its parent knows. */
  public MemoryRecord of(String sha256) {
    return new MemoryRecord(
        variant,
        openedBytes,
        peakBytes,
        heapBytes,
        heapUsedBytes,
        queries,
        everyQueries,
        anonymousBytes,
        sha256);
  }
}
