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
import io.github.bertmark.statistics.LastingShift;
import io.github.bertmark.statistics.MonotoneTrend;
import io.github.bertmark.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what drifts over a history, and steps that no two neighbours show: over the runs up to the
 * last since something of the metric was found to change or could not be compared, so that nothing
 * is told twice and no other machine passes for a drift.
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
    // A shift takes fewer.
    if (values.size() < MonotoneTrend.LEAST_VALUES) {
      return Optional.empty();
    }
    Optional<Drift> step =
        metric.kind() == Kind.TIME_OVER_FORKS
            ? step(variant, metric, values, first)
            : Optional.empty();
    return step.isPresent() ? step : trend(variant, metric, values, first);
  }

  private Optional<Drift> step(String variant, Metric metric, List<Double> values, int first) {
    LastingShift shift = LastingShift.of(values);
    if (!shift.isSignificant() || !shift.likelierThanALine()) {
      return Optional.empty();
    }
    int run = Math.min(first + shift.after(), runs.size() - 1);
    return drift(
        run,
        variant,
        metric,
        shift.before(),
        shift.since(),
        Figures.format(
            "with %s and stayed there, as the %d runs before it and the %d since tell and no two"
                + " neighbours do (t-test, %s)",
            runs.get(run).id(),
            shift.after(),
            values.size() - shift.after(),
            Words.probability(shift.pValue())));
  }

  private Optional<Drift> trend(String variant, Metric metric, List<Double> values, int first) {
    MonotoneTrend trend = MonotoneTrend.of(values);
    if (!trend.isSignificant()) {
      return Optional.empty();
    }
    return drift(
        runs.size() - 1,
        variant,
        metric,
        trend.start(),
        trend.end(),
        Figures.format(
            "over the %d runs since %s, by too little from one to the next (trend of Mann and"
                + " Kendall, %s; medians of the first and the last third)",
            values.size(), runs.get(first).id(), Words.probability(trend.pValue())));
  }

  /** Unless it is too small to matter. */
  private Optional<Drift> drift(
      int run, String variant, Metric metric, double start, double end, String how) {
    boolean points = metric.kind() == Kind.SHARE_OF_ANSWERS;
    double change = points ? end - start : end / start;
    double size = points ? change : change - 1;
    if (!(Math.abs(size) > policy.threshold(metric))) {
      return Optional.empty();
    }
    boolean better = size > 0 == (metric.direction() == Direction.HIGHER_IS_BETTER);
    return Optional.of(
        new Drift(
            run,
            variant,
            metric,
            better ? Verdict.IMPROVED : Verdict.REGRESSED,
            change,
            Figures.format(
                "from %s to %s, %s, %s",
                metric.unit().text(start),
                metric.unit().text(end),
                points
                    ? Figures.format("%+.2f points", change)
                    : Figures.format("%+.1f %%", 100 * size),
                how)));
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
