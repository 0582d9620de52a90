package io.github.bertmark.metric;

import static io.github.bertmark.metric.Figure.Prominence.DETAIL;
import static io.github.bertmark.metric.Figure.Prominence.HEADLINE;

import io.github.bertmark.metric.Figure.Prominence;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.CallTimes;
import io.github.bertmark.run.scenario.CallTimes.Percentile;
import io.github.bertmark.run.scenario.ScenarioResults;
import io.github.bertmark.statistics.Summary;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the scenario traffic measures. */
final class TrafficMetrics {
  private static final double TAIL = 0.99;

  /** The mean of all queries, and how they spread. */
  static final Metric TRAFFIC =
      metric(
          "traffic",
          "traffic",
          CallTimes::forkTimesMillis,
          List.of(
              Figure.of(
                      "traffic-mean",
                      "traffic, mean",
                      "Mean time of the data set's own queries.",
                      Unit.MILLISECONDS,
                      HEADLINE,
                      of(CallTimes::meanMillis))
                  .within(of(CallTimes::meanInterval95Millis), null),
              percentile("traffic-p50", 0.5, DETAIL),
              percentile("traffic-p90", 0.9, DETAIL),
              percentile("traffic-p95", 0.95, DETAIL)));

  /** What one query in 100 exceeds, which a mean may hide; compared by that of each fork. */
  static final Metric TRAFFIC_P99 =
      metric(
          "traffic-p99",
          "p99 of traffic",
          times -> times.forkTimesMillis().stream().map(f -> List.of(Summary.of(f).p99())).toList(),
          List.of(percentile("traffic-p99", TAIL, HEADLINE)));

  static final List<Metric> ALL = List.of(TRAFFIC, TRAFFIC_P99);

  private TrafficMetrics() {}

  private static Metric metric(
      String id,
      String name,
      Function<CallTimes, List<List<Double>>> samples,
      List<Figure> figures) {
    return new Metric(
        id,
        name,
        Unit.MILLISECONDS,
        Direction.LOWER_IS_BETTER,
        Kind.TIME_OVER_FORKS,
        of(samples),
        figures,
        Set.of(
            Factor.CPU,
            Factor.CORES,
            Factor.SESSION,
            Factor.JVM,
            Factor.ONNX_RUNTIME,
            Factor.DATASET));
  }

  private static Figure percentile(String id, double quantile, Prominence prominence) {
    return new Figure(
        id,
        "traffic, p" + Math.round(100 * quantile),
        Math.round(100 * quantile) + " % of the data set's own queries took at most this.",
        Unit.MILLISECONDS,
        of(times -> value(times.percentile(quantile))),
        null,
        of(
            times -> {
              Percentile percentile = times.percentile(quantile);
              return percentile == null ? null : percentile.interval95Millis();
            }),
        quantile,
        prominence);
  }

  private static @Nullable Double value(@Nullable Percentile percentile) {
    return percentile == null ? null : (Double) percentile.millis();
  }

  private static <T> Function<VariantResult, @Nullable T> of(
      Function<CallTimes, ? extends @Nullable T> ofTimes) {
    return Measured.of(ScenarioResults::traffic, traffic -> ofTimes.apply(traffic.times()));
  }
}
