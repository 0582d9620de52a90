package io.github.bertmark.scenario.latency;

import io.github.bertmark.run.Latency;
import io.github.bertmark.run.PercentileIntervals;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The percentiles of the latency as Markdown, and how sure each is. */
public final class MarkdownPercentiles {
  private static final List<String> HEADER =
      List.of(
          "Variant",
          "Median (ms)",
          "95 % interval",
          "p90 (ms)",
          "95 % interval",
          "p95 (ms)",
          "95 % interval",
          "p99 (ms)",
          "95 % interval");

  private MarkdownPercentiles() {}

  public static String of(RunDocument run) {
    StringBuilder text = new StringBuilder("## Percentiles of the latency\n\n");
    text.append(Markdown.row(HEADER)).append(Markdown.rule(HEADER.size()));
    run.variants().forEach(variant -> text.append(Markdown.row(row(variant))));
    text.append("\nPercentiles are over all calls. ").append(PercentileNote.INTERVALS);
    String absent = PercentileNote.of(run);
    return text.append(absent == null ? "" : " " + absent).append("\n\n").toString();
  }

  private static List<String> row(VariantResult variant) {
    Latency latency = variant.latency();
    PercentileIntervals intervals = PercentileIntervals.of(latency);
    List<String> row = new ArrayList<>(List.of(Markdown.text(variant.displayName())));
    add(row, latency.medianMillis(), intervals.p50());
    add(row, latency.p90Millis(), intervals.p90());
    add(row, latency.p95Millis(), intervals.p95());
    add(row, latency.p99Millis(), intervals.p99());
    return row;
  }

  private static void add(List<String> row, @Nullable Double millis, @Nullable Interval interval) {
    row.add(Figures.millis(millis));
    row.add(millis == null ? Figures.ABSENT : Figures.interval(interval, millis, " to "));
  }
}
