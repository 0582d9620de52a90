package io.github.bertmark.raw;

import io.github.bertmark.InputException;
import io.github.bertmark.machine.Jvm;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One entry of JMH's JSON: what one benchmark measured with one set of parameters.
 *
 * @param benchmark fully-qualified name of the method
 * @param mode JMH's short name of the mode, such as {@code ss} for SingleShotTime
 * @param threads JMH's threads, which call the benchmark at the same time
 * @param params parameter values by name; empty for a benchmark without any
 * @param scoreUnit unit of the raw data, such as {@code ms/op}
 * @param rawData the score of each measured iteration, by fork; {@code forks} lists of {@code
 *     measurementIterations} finite numbers
 * @param counters what the benchmark itself counted in each iteration, by name and by fork
 */
public record JmhResult(
    String benchmark,
    String mode,
    int threads,
    int forks,
    int warmupIterations,
    int measurementIterations,
    int measurementBatchSize,
    String jmhVersion,
    Jvm jvm,
    Map<String, String> params,
    String scoreUnit,
    List<List<Double>> rawData,
    Map<String, List<List<Double>>> counters) {

  /** JMH's units of a time per operation: how many go into, or make, a millisecond. */
  private static final Map<String, Unit> UNITS =
      Map.of(
          "ns/op", new Unit(1, 1e6),
          "us/op", new Unit(1, 1e3),
          "ms/op", new Unit(1, 1),
          "s/op", new Unit(1e3, 1),
          "min/op", new Unit(60e3, 1),
          "hr/op", new Unit(3_600e3, 1),
          "day/op", new Unit(86_400e3, 1));

  /** Whole factors both ways, so that no factor such as 0.001 adds its own rounding. */
  private record Unit(double multiplier, double divisor) {}

  public JmhResult {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
    rawData = copyOf(rawData);
    Map<String, List<List<Double>>> copies = new TreeMap<>();
    counters.forEach((name, rows) -> copies.put(name, copyOf(rows)));
    counters = Collections.unmodifiableMap(copies);
  }

  private static List<List<Double>> copyOf(List<List<Double>> rows) {
    return rows.stream().map(List::copyOf).toList();
  }

  /** The benchmark with its parameters, as it is named in messages. */
  public String displayName() {
    return params.isEmpty() ? benchmark : benchmark + " " + params;
  }

  /**
   * The raw data in milliseconds.
   *
   * @param file that the result is of
   * @throws InputException if the score is not a time per operation
   */
  public List<List<Double>> millis(Path file) {
    Unit unit = UNITS.get(scoreUnit);
    if (unit == null) {
      throw new InputException(
          file,
          displayName() + " was scored in " + scoreUnit + ", not in time per call",
          "run it in SingleShotTime mode (-bm ss)");
    }
    return rawData.stream()
        .map(fork -> fork.stream().map(v -> v * unit.multiplier() / unit.divisor()).toList())
        .toList();
  }
}
