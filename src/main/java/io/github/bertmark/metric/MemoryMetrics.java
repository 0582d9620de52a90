package io.github.bertmark.metric;

import static io.github.bertmark.metric.Figure.Prominence.DETAIL;
import static io.github.bertmark.metric.Figure.Prominence.HEADLINE;

import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.Memory;
import io.github.bertmark.run.scenario.ScenarioResults;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the scenario memory measures. */
final class MemoryMetrics {
  private static final Set<Factor> FACTORS =
      Set.of(Factor.CPU, Factor.CORES, Factor.SESSION, Factor.JVM, Factor.ONNX_RUNTIME);

  static final List<Metric> ALL =
      List.of(
          new Metric(
              "memory",
              "memory",
              Unit.BYTES,
              Direction.LOWER_IS_BETTER,
              Kind.NUMBER_OVER_FORKS,
              of(memory -> memory.peakBytes().stream().map(b -> List.of((double) b)).toList()),
              List.of(
                  Figure.of(
                      "memory",
                      "memory at peak",
                      "The most that a process has resident, a Java heap of 128 MiB included.",
                      Unit.BYTES,
                      HEADLINE,
                      of(Memory::meanPeakBytes))),
              FACTORS),
          new Metric(
              "memory-growth",
              "memory growth",
              Unit.BYTES_PER_CALL,
              Direction.LOWER_IS_BETTER,
              Kind.EXACT_NUMBER,
              variant -> null,
              List.of(
                  Figure.of(
                      "memory-growth",
                      "memory growth, sure",
                      "The least growth a query by its interval; 1,024 bytes where none is beyond.",
                      Unit.BYTES_PER_CALL,
                      DETAIL,
                      of(Memory::sureGrowthBytesPerQuery)),
                  Figure.of(
                          "memory-growth-mean",
                          "memory growth, mean",
                          "Growth of resident memory a query, on average over processes.",
                          Unit.BYTES_PER_CALL,
                          DETAIL,
                          of(Memory::meanGrowthBytesPerQuery))
                      .within(of(Memory::growthInterval95BytesPerQuery), null)),
              FACTORS));

  private MemoryMetrics() {}

  private static <T> Function<VariantResult, @Nullable T> of(
      Function<Memory, ? extends @Nullable T> value) {
    return Measured.of(ScenarioResults::memory, value);
  }
}
