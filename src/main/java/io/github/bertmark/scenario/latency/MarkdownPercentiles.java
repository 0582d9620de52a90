package io.github.bertmark.scenario.latency;

import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The percentiles of the latency as Markdown, and how sure each is. */
final class MarkdownPercentiles {
  private MarkdownPercentiles() {}

  static String of(RunDocument run) {
    MarkdownTable<VariantResult> table = new MarkdownTable<>();
    table.words("Variant", variant -> Markdown.text(variant.displayName()));
    add(run, table, "Median (ms)", 0.5, Latency::medianMillis);
    add(run, table, "p90 (ms)", 0.9, Latency::p90Millis);
    add(run, table, "p95 (ms)", 0.95, Latency::p95Millis);
    add(run, table, "p99 (ms)", 0.99, Latency::p99Millis);
    String absent = PercentileNote.of(run);
    return "## Percentiles of the latency\n\n"
        + table.of(run.variants())
        + "\nPercentiles are over all calls. "
        + PercentileNote.INTERVALS
        + (absent == null ? "" : " " + absent)
        + "\n\n";
  }

  /** Adds its columns, if any variant has it. */
  private static void add(
      RunDocument run,
      MarkdownTable<VariantResult> table,
      String heading,
      double quantile,
      Function<Latency, @Nullable Double> percentile) {
    if (run.variants().stream().allMatch(v -> percentile.apply(v.latency()) == null)) {
      return;
    }
    table
        .figures(heading, variant -> Figures.millis(percentile.apply(variant.latency())))
        .figures(
            "95 % interval",
            variant -> {
              Latency latency = variant.latency();
              Double millis = percentile.apply(latency);
              return millis == null
                  ? Figures.ABSENT
                  : Figures.interval(latency.percentileInterval95Millis(quantile), millis, " to ");
            });
  }
}
