package io.github.bertmark.metric;

import io.github.bertmark.metric.Figure.Prominence;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.Load;
import io.github.bertmark.run.scenario.ScenarioResults;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the scenario load measures. */
final class LoadMetrics {
  static final List<Metric> ALL =
      List.of(
          new Metric(
              "rate",
              "rate",
              Unit.QUERIES_PER_SECOND,
              Direction.HIGHER_IS_BETTER,
              Kind.TIME_OVER_FORKS,
              of(
                  load -> {
                    List<Double> rates = load.rates();
                    return rates == null ? null : rates.stream().map(List::of).toList();
                  }),
              List.of(
                  Figure.of(
                      "rate",
                      "rate",
                      "Highest rate of arrivals that keeps p99 within the run's bound.",
                      Unit.QUERIES_PER_SECOND,
                      Prominence.HEADLINE,
                      of(Load::perSecond))),
              Set.of(Factor.CPU, Factor.CORES, Factor.JVM, Factor.ONNX_RUNTIME, Factor.DATASET)));

  private LoadMetrics() {}

  private static <T> Function<VariantResult, @Nullable T> of(
      Function<Load, ? extends @Nullable T> value) {
    return Measured.of(ScenarioResults::load, value);
  }
}
