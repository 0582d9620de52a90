package io.github.bertmark.raw;

import io.github.bertmark.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The conversion of JMH's scores to milliseconds per call. */
public final class TimePerCall {
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

  private TimePerCall() {}

  /** Whole factors both ways, so that no factor such as 0.001 adds its own rounding. */
  private record Unit(double multiplier, double divisor) {}

  /**
   * The raw data in milliseconds.
   *
   * @throws InputException if the score is not a time per operation
   */
  public static List<List<Double>> millis(Path file, JmhResult result) {
    Unit unit = UNITS.get(result.scoreUnit());
    if (unit == null) {
      throw new InputException(
          file,
          result.displayName() + " was scored in " + result.scoreUnit() + ", not in time per call",
          "run it in SingleShotTime mode (-bm ss)");
    }
    return result.rawData().stream()
        .map(fork -> fork.stream().map(v -> v * unit.multiplier() / unit.divisor()).toList())
        .toList();
  }
}
