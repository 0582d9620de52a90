package io.github.bertmark.scenario.memory;

import io.github.bertmark.InputException;
import io.github.bertmark.raw.MemoryRecord;
import io.github.bertmark.raw.Records;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.scenario.Memory;
import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.change.ForkTrend;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The join of what a variant's processes told of their memory. */
public final class MemoryResults {
  /** The part of the plateau that is not fitted: allocators and compilers still settle. */
  private static final double SETTLING = 0.2;

  private MemoryResults() {}

  /**
   * The memory of a variant.
   *
   * @param modelSha256 of the model that was evaluated
   * @return null if it was not measured
   * @throws InputException if a process opened another file
   */
  public static @Nullable Memory of(RunFiles run, String variant, String modelSha256)
      throws IOException {
    List<MemoryRecord> records =
        Records.ofVariant(
            run.records(MemoryScenario.ID), MemoryRecord.class, MemoryRecord::variant, variant);
    if (records.isEmpty()) {
      return null;
    }
    if (!records.stream().allMatch(record -> modelSha256.equals(record.modelSha256()))) {
      throw new InputException(
          run.records(MemoryScenario.ID) + " (" + variant + ")",
          "a process opened another model than was evaluated",
          "run the scenario again");
    }
    List<Double> growths = records.stream().map(MemoryResults::growth).toList();
    return new Memory(
        records.stream().map(MemoryRecord::openedBytes).toList(),
        records.stream().map(MemoryRecord::peakBytes).toList(),
        records.get(0).heapBytes(),
        records.stream().mapToLong(MemoryRecord::heapUsedBytes).max().orElseThrow(),
        records.stream().mapToInt(MemoryRecord::queries).min().orElseThrow(),
        growths,
        ConfidenceIntervals.ofMeanOverForks(growths.stream().map(List::of).toList(), 0.95)
            .orElse(null));
  }

  /**
   * Bytes a query by Theil and Sen's line, the median of the slopes between all pairs of samples: a
   * single step, of an allocator that takes another block, does not tilt it.
   */
  static double growth(MemoryRecord record) {
    List<Long> all = record.anonymousBytes();
    List<Long> bytes = all.subList((int) (SETTLING * all.size()), all.size());
    return ForkTrend.theilSen(bytes.stream().mapToDouble(Long::doubleValue).toArray())
        / record.everyQueries();
  }
}
