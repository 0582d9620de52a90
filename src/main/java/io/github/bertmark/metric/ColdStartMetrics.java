package io.github.bertmark.metric;

import io.github.bertmark.metric.Figure.Prominence;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.ColdStart;
import io.github.bertmark.run.scenario.ScenarioResults;
import io.github.bertmark.statistics.Interval;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the scenario cold-start measures. */
final class ColdStartMetrics {
  static final List<Metric> ALL =
      List.of(
          metric(
              "start",
              "start",
              "From the start of a process until the model is open, on average.",
              Prominence.DETAIL,
              ColdStart::readyMillis,
              ColdStart::meanReadyMillis,
              ColdStart::readyInterval95Millis),
          metric(
              "first-answer",
              "first answer",
              "From the start of a process to its first answer, on average.",
              Prominence.HEADLINE,
              ColdStart::firstAnswerMillis,
              ColdStart::meanFirstAnswerMillis,
              ColdStart::firstAnswerInterval95Millis));

  private ColdStartMetrics() {}

  private static Metric metric(
      String id,
      String name,
      String description,
      Prominence prominence,
      Function<ColdStart, List<Double>> perJvm,
      Function<ColdStart, Number> mean,
      Function<ColdStart, @Nullable Interval> interval) {
    Function<ColdStart, List<List<Double>>> samples =
        cold -> perJvm.apply(cold).stream().map(List::of).toList();
    return new Metric(
        id,
        name,
        Unit.MILLISECONDS,
        Direction.LOWER_IS_BETTER,
        Kind.TIME_OVER_FORKS,
        of(samples),
        List.of(
            Figure.of(id, name, description, Unit.MILLISECONDS, prominence, of(mean))
                .within(of(interval), null)),
        Set.of(Factor.CPU, Factor.CORES, Factor.SESSION, Factor.JVM, Factor.ONNX_RUNTIME));
  }

  private static <T> Function<VariantResult, @Nullable T> of(
      Function<ColdStart, ? extends @Nullable T> value) {
    return Measured.of(ScenarioResults::coldStart, value);
  }
}
