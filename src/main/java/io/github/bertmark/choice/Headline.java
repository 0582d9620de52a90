package io.github.bertmark.choice;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.text.Figures;
import java.util.List;
import java.util.stream.Stream;

/** The result of a run in a sentence or two, which every report leads with. */
public final class Headline {
  private Headline() {}

  /**
   * That the variant under study is not to be believed, if so. Else the variant against the first
   * variant of the run; by itself if it is the only one. If it is the {@link Recommendation} among
   * several, why it is, and what the fastest gives up. Of single forks it says of no variant that
   * it is faster than another.
   */
  public static String of(RunDocument run, VariantResult studied) {
    String doubt = studied.doubt();
    if (doubt != null) {
      return "Not to be recommended: " + doubt;
    }
    Recommendation recommendation = Recommendation.of(run);
    if (recommendation.isAmongSeveral() && recommendation.variant().id().equals(studied.id())) {
      return recommended(recommendation);
    }
    List<VariantResult> credible = Recommendation.credible(run);
    VariantResult baseline = credible.get(0);
    if (baseline.id().equals(studied.id()) && credible.size() > 1) {
      baseline = credible.get(1);
    }
    return (baseline.id().equals(studied.id()) ? alone(studied) : against(baseline, studied)) + ".";
  }

  private static String recommended(Recommendation recommendation) {
    VariantResult baseline = recommendation.baseline();
    VariantResult variant = recommendation.variant();
    VariantResult fastest = recommendation.fastest();
    if (Stream.of(baseline, variant, fastest)
        .anyMatch(of -> of.latency().meanInterval95Millis() == null)) {
      return (variant.id().equals(baseline.id()) ? alone(variant) : against(baseline, variant))
          + ".";
    }
    String text =
        variant.id().equals(baseline.id())
            ? alone(variant) + "; no faster variant comes within 1 point of that accuracy."
            : against(baseline, variant) + ": the fastest within 1 point of that accuracy.";
    if (fastest.id().equals(variant.id())) {
      return text;
    }
    return text
        + Figures.format(
            " Fastest of all is %s: %s ms (%s), %s.",
            fastest.displayName(),
            Figures.millis(fastest.latency().meanMillis()),
            Figures.speedUp(baseline, fastest),
            accuracy(baseline, fastest));
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
    return ratio < 2 ? Figures.format("%.0f %% of", 100 * ratio) : Figures.factor(ratio);
  }

  private static String speed(VariantResult baseline, VariantResult studied) {
    double ratio = baseline.latency().meanMillis() / studied.latency().meanMillis();
    Interval ofBaseline = baseline.latency().meanInterval95Millis();
    Interval ofStudied = studied.latency().meanInterval95Millis();
    if (ofBaseline == null || ofStudied == null) {
      return Figures.format(
          "of one fork, which tells neither faster nor slower than the %s ms of %s",
          Figures.millis(baseline.latency().meanMillis()), baseline.displayName());
    }
    if (ofBaseline.lower() <= ofStudied.upper() && ofStudied.lower() <= ofBaseline.upper()) {
      return Figures.format(
          "not clearly apart from the %s ms of %s",
          Figures.millis(baseline.latency().meanMillis()), baseline.displayName());
    }
    return Figures.format(
        "%s %s than %s",
        Figures.factor(Math.max(ratio, 1 / ratio)),
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
