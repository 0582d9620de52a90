package io.github.bertmark.report.format;

import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.metric.Kind;
import io.github.bertmark.metric.Scale;
import io.github.bertmark.metric.Unit;
import io.github.bertmark.report.format.Columns.Column;
import io.github.bertmark.report.format.OpenMetricsText.Family;
import io.github.bertmark.report.format.OpenMetricsText.Sample;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenMetrics text: one run without times, as an exposition is to be, to be scraped or pushed; many
 * runs with their times, as {@code promtool tsdb create-blocks-from openmetrics} fills a database
 * with the past.
 *
 * <p>In base units (seconds, bytes, ratios). What describes the run stands on a metric of its own,
 * since labels that are everywhere the same say nothing.
 */
final class OpenMetricsExport implements Export {
  private static final Columns FIGURES =
      new Columns(
          List.of("latency", "size", "allocation", "accuracy", "correct", "queries"),
          Set.of("latency-min", "latency-max", "macro-f1", "forks", "calls"),
          Map.of(
              "latency-mean",
              "call_latency_mean",
              "size",
              "model_size",
              "allocation",
              "call_allocated",
              "correct",
              "correct_answers",
              "queries",
              "evaluated_queries"));

  private final List<Column> columns;

  OpenMetricsExport(Catalogue catalogue) {
    columns = FIGURES.of(catalogue, figure -> true);
  }

  @Override
  public List<ExportFile> files(List<StoredRun> runs) {
    Series.require(runs);
    Families families = new Families(columns);
    for (StoredRun run : runs) {
      RunDocument document = run.document();
      Instant time = runs.size() == 1 ? null : document.createdAt();
      families.run.add(describe(document), time, 1);
      for (VariantResult variant : document.variants()) {
        families.add(variant, time);
      }
    }
    return List.of(new ExportFile("openmetrics.txt", families.text.text()));
  }

  private static Map<String, String> describe(RunDocument run) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("run", run.id());
    labels.put("commit", run.gitCommit() == null ? "" : run.gitCommit());
    labels.put("bertmark", run.bertmarkVersion());
    labels.put("cpu", run.environment().cpuModel());
    labels.put("threads", Integer.toString(run.protocol().intraOpThreads()));
    labels.put("onnxruntime", run.protocol().onnxRuntimeVersion());
    labels.put("jdk", run.jvm().jdkVersion());
    labels.put("dataset", run.dataset().name());
    labels.put("dataset_sha256", run.dataset().sha256());
    return labels;
  }

  private static final class Families {
    final OpenMetricsText text = new OpenMetricsText();
    final Family run =
        text.gauge("bertmark_run_metadata", "", "What the run was measured with; always 1.");
    private final Family variants =
        text.gauge("bertmark_variant_metadata", "", "What the variant is; always 1.");
    private final Family latency =
        text.summary(
            "bertmark_call_latency_seconds", "seconds", "Time to classify one query, all calls.");
    private final List<Figure> quantiles = new ArrayList<>();
    private final Map<Figure, Gauges> gauges = new LinkedHashMap<>();

    Families(List<Column> columns) {
      for (Column column : columns) {
        if (isInSummary(column)) {
          quantiles.add(column.figure());
        } else {
          gauges.put(column.figure(), new Gauges(column));
        }
      }
    }

    /** The percentiles of whole calls are one family, a summary. */
    private static boolean isInSummary(Column column) {
      return column.metric().equals(Catalogue.LATENCY) && column.figure().quantile() != null;
    }

    void add(VariantResult variant, @Nullable Instant time) {
      Map<String, String> labels = Map.of("variant", variant.id());
      Map<String, String> metadata = new LinkedHashMap<>(labels);
      metadata.put("name", variant.displayName());
      metadata.put("model_sha256", variant.model().sha256());
      variants.add(metadata, time, 1);
      latency.add(labels, time, summary(variant));
      gauges.values().forEach(gauge -> gauge.add(variant, labels, time));
    }

    private List<Sample> summary(VariantResult variant) {
      Scale seconds = Unit.MILLISECONDS.base();
      List<Sample> samples = new ArrayList<>();
      for (Figure figure : quantiles) {
        Number value = figure.of(variant, seconds);
        if (value != null) {
          samples.add(new Sample("", Map.of("quantile", figure.quantile() + ""), value));
        }
      }
      Latency times = variant.latency();
      double mean = seconds.of(times.meanMillis()).doubleValue();
      samples.add(new Sample("_count", Map.of(), times.calls()));
      samples.add(new Sample("_sum", Map.of(), times.calls() * mean));
      return samples;
    }

    /** A figure and, where it has one, both ends of its 95 % interval. */
    private final class Gauges {
      private final Figure figure;
      private final Scale scale;
      private final Family value;
      private final @Nullable Family lower;
      private final @Nullable Family upper;

      Gauges(Column column) {
        figure = column.figure();
        scale = figure.unit().base();
        String stem = "bertmark_" + Columns.snake(FIGURES.name(figure));
        String unit = scale.symbol();
        boolean answers = column.metric().kind() == Kind.SHARE_OF_ANSWERS;
        String what =
            answers ? figure.name() + ", over queries" : inSentence(figure) + ", over forks";
        boolean bounded = figure.interval() != null;
        value = text.gauge(Columns.snake(stem, unit), unit, figure.description());
        lower = bounded ? bound(Columns.snake(stem, "lower", unit), "Lower", what) : null;
        upper = bounded ? bound(Columns.snake(stem, "upper", unit), "Upper", what) : null;
      }

      private Family bound(String name, String end, String what) {
        return text.gauge(name, scale.symbol(), end + " end of the 95 % interval: " + what);
      }

      private static String inSentence(Figure figure) {
        String description = figure.description().replaceFirst("[.]$", "");
        return description.substring(0, 1).toLowerCase(Locale.ROOT) + description.substring(1);
      }

      void add(VariantResult variant, Map<String, String> labels, @Nullable Instant time) {
        Number number = figure.of(variant, scale);
        Interval interval = figure.intervalOf(variant, scale);
        if (number != null) {
          value.add(labels, time, number);
        }
        if (interval != null && lower != null && upper != null) {
          lower.add(labels, time, interval.lower());
          upper.add(labels, time, interval.upper());
        }
      }
    }
  }
}
