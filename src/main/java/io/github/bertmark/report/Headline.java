package io.github.bertmark.report;

import io.github.bertmark.results.RunDocument;
import io.github.bertmark.results.VariantResult;
import io.github.bertmark.statistics.Interval;

/** The result of a run in one sentence, which every report leads with. */
final class Headline {
  private Headline() {}

  /**
   * The variant under study against the first variant of the run; by itself if it is the only one.
   */
  static String of(RunDocument run, VariantResult studied) {
    VariantResult baseline = run.variants().get(0);
    if (baseline.id().equals(studied.id()) && run.variants().size() > 1) {
      baseline = run.variants().get(1);
    }
    return (baseline.id().equals(studied.id()) ? alone(studied) : against(baseline, studied)) + ".";
  }

  private static String alone(VariantResult variant) {
    return Figures.format(
        "%s answers in %s ms at %s %% accuracy, with a model of %s MiB",
        variant.displayName(),
        Figures.millis(variant.latency().meanMillis()),
        Figures.percent(variant.accuracy().accuracy()),
        Figures.mebibytes(variant.model().sizeMiB()));
  }

  private static String against(VariantResult baseline, VariantResult studied) {
    return Figures.format(
        "%s answers in %s ms, %s, %s and %s its size",
        studied.displayName(),
        Figures.millis(studied.latency().meanMillis()),
        speed(baseline, studied),
        accuracy(baseline, studied),
        size(baseline, studied));
  }

  private static String size(VariantResult baseline, VariantResult studied) {
    double ratio = (double) studied.model().sizeBytes() / baseline.model().sizeBytes();
    return ratio < 2 ? Figures.format("%.0f %% of", 100 * ratio) : factor(ratio);
  }

  private static String factor(double ratio) {
    return Figures.format(ratio < 10 ? "%.2fx" : "%.1fx", ratio);
  }

  private static String speed(VariantResult baseline, VariantResult studied) {
    double ratio = baseline.latency().meanMillis() / studied.latency().meanMillis();
    Interval ofBaseline = baseline.latency().meanInterval95Millis();
    Interval ofStudied = studied.latency().meanInterval95Millis();
    if (ofBaseline != null
        && ofStudied != null
        && ofBaseline.lower() <= ofStudied.upper()
        && ofStudied.lower() <= ofBaseline.upper()) {
      return Figures.format(
          "not clearly apart from the %s ms of %s",
          Figures.millis(baseline.latency().meanMillis()), baseline.displayName());
    }
    return Figures.format(
        "%s %s than %s",
        factor(Math.max(ratio, 1 / ratio)),
        ratio >= 1 ? "faster" : "slower",
        baseline.displayName());
  }

  private static String accuracy(VariantResult baseline, VariantResult studied) {
    double points = 100 * (studied.accuracy().accuracy() - baseline.accuracy().accuracy());
    String rounded = Figures.format("%.1f", Math.abs(points));
    return rounded.equals("0.0")
        ? "at the same accuracy"
        : "at " + rounded + " points " + (points < 0 ? "lower" : "higher") + " accuracy";
  }
}
