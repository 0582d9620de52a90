package io.github.bertmark.scenario.traffic;

import io.github.bertmark.InputException;
import io.github.bertmark.raw.TrafficRecord;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.scenario.Traffic;
import io.github.bertmark.run.scenario.Traffic.LengthCount;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What traffic took, from the records of the forks that timed it. */
public final class TrafficResults {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String WAY_OUT = "run the benchmarks again into a new folder";

  private TrafficResults() {}

  /**
   * Reads it.
   *
   * @param modelSha256 of the model whose accuracy was measured
   * @param forks that were timed, as JMH has it; 0 if none
   * @return null if it was not measured
   * @throws InputException if the forks were asked or answered differently, or are of another model
   */
  public static @Nullable Traffic of(RunFiles folder, String variant, String modelSha256, int forks)
      throws IOException {
    List<TrafficRecord> records = TrafficRecord.readAll(folder.forks(), variant);
    if (records.size() != forks) {
      throw fault(
          folder,
          "%d records of traffic of %s, but %d timed forks",
          records.size(),
          variant,
          forks);
    }
    if (records.isEmpty()) {
      return null;
    }
    TrafficRecord first = records.get(0);
    if (!first.modelSha256().equals(modelSha256)) {
      throw fault(folder, "traffic of %s is of another model than its accuracy", variant);
    }
    if (!records.stream().allMatch(first::agreesWith)) {
      throw fault(
          folder, "forks of %s were asked different queries, or answered differently", variant);
    }
    return Traffic.of(
        records.stream()
            .map(record -> record.nanos().stream().map(nanos -> nanos / NANOS_PER_MILLI).toList())
            .toList(),
        first.tokens(),
        first.queryTokens(),
        first.lengths().entrySet().stream()
            .map(length -> new LengthCount(length.getKey(), length.getValue()))
            .toList());
  }

  private static InputException fault(RunFiles folder, String format, Object... values) {
    return new InputException(folder.forks(), format.formatted(values), WAY_OUT);
  }
}
