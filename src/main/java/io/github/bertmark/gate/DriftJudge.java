package io.github.bertmark.gate;

import io.github.bertmark.comparison.Drift;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.RunChanges;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Direction;
import io.github.bertmark.metric.Kind;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.MonotoneTrend;
import io.github.bertmark.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what drifts over a history: over the runs up to the last since something of the metric was
 * found to change or could not be compared, so that no step and no other machine passes for a
 * drift.
 */
record DriftJudge(List<RunDocument> runs, List<RunChanges> changes, Policy policy) {

  /** What drifted, if it did. */
  Optional<Drift> judge(String variant, Metric metric) {
    List<Double> values = new ArrayList<>();
    int first = sinceLastChange(variant, metric);
    for (RunDocument run : runs.subList(first, runs.size())) {
      Double value = run.variant(variant).map(result -> value(result, metric)).orElse(null);
      if (value != null) {
        values.add(value);
      }
    }
    if (values.size() < MonotoneTrend.LEAST_VALUES) {
      return Optional.empty();
    }
    MonotoneTrend trend = MonotoneTrend.of(values);
    double change =
        metric.kind() == Kind.SHARE_OF_ANSWERS
            ? trend.end() - trend.start()
            : trend.end() / trend.start();
    double size = metric.kind() == Kind.SHARE_OF_ANSWERS ? change : change - 1;
    if (!trend.isSignificant() || !(Math.abs(size) > policy.threshold(metric))) {
      return Optional.empty();
    }
    boolean better = size > 0 == (metric.direction() == Direction.HIGHER_IS_BETTER);
    return Optional.of(
        new Drift(
            variant,
            metric,
            better ? Verdict.IMPROVED : Verdict.REGRESSED,
            change,
            Figures.format(
                "drifted from %s to %s, %s, over the %d runs since %s, by too little from one to"
                    + " the next (trend of Mann and Kendall, %s; medians of the first and the last"
                    + " third)",
                metric.unit().text(trend.start()),
                metric.unit().text(trend.end()),
                metric.kind() == Kind.SHARE_OF_ANSWERS
                    ? Figures.format("%+.2f points", change)
                    : Figures.format("%+.1f %%", 100 * size),
                values.size(),
                runs.get(first).id(),
                Words.probability(trend.pValue()))));
  }

  /** Of forks the mean of what stands for each, as between two runs; else the figure itself. */
  private @Nullable Double value(VariantResult variant, Metric metric) {
    List<List<Double>> forks = metric.samples().apply(variant);
    return metric.kind() == Kind.TIME_OVER_FORKS && forks != null
        ? (Double) policy.latencyStatistic().meanOver(forks)
        : metric.judged(variant);
  }

  private int sinceLastChange(String variant, Metric metric) {
    return IntStream.iterate(changes.size() - 1, i -> i >= 0, i -> i - 1)
        .filter(i -> isBreak(changes.get(i), variant, metric))
        .map(i -> i + 1)
        .findFirst()
        .orElse(0);
  }

  private static boolean isBreak(RunChanges found, String variant, Metric metric) {
    return found.findings().stream()
            .anyMatch(f -> f.variant().equals(variant) && f.metric().equals(metric))
        || found.differences().stream()
            .filter(d -> Objects.requireNonNullElse(d.variant(), variant).equals(variant))
            .anyMatch(d -> d.blocks().contains(metric));
  }
}
