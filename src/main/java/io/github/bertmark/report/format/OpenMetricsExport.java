package io.github.bertmark.report.format;

import io.github.bertmark.report.format.OpenMetricsText.Family;
import io.github.bertmark.report.format.OpenMetricsText.Sample;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.Allocation;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double BYTES = 1;

  @Override
  public List<ExportFile> files(List<StoredRun> runs) {
    Series.require(runs);
    Families families = new Families();
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
    private final Family mean =
        text.gauge("bertmark_call_latency_mean_seconds", "seconds", "Mean time of a call.");
    private final Bounds meanBounds =
        new Bounds("bertmark_call_latency_mean", "seconds", "mean time of a call, over forks");
    private final Family size =
        text.gauge("bertmark_model_size_bytes", "bytes", "Size of the model file.");
    private final Family allocated =
        text.gauge("bertmark_call_allocated_bytes", "bytes", "Bytes on the heap per call.");
    private final Family accuracy =
        text.gauge("bertmark_accuracy_ratio", "ratio", "Share of queries answered rightly.");
    private final Bounds accuracyBounds =
        new Bounds("bertmark_accuracy", "ratio", "accuracy, over queries");
    private final Family inScope =
        text.gauge("bertmark_in_scope_accuracy_ratio", "ratio", "Accuracy of queries in scope.");
    private final Family recall =
        text.gauge(
            "bertmark_out_of_scope_recall_ratio", "ratio", "Queries out of scope found to be so.");
    private final Family correct =
        text.gauge("bertmark_correct_answers", "", "Queries answered rightly.");
    private final Family queries =
        text.gauge("bertmark_evaluated_queries", "", "Queries that the accuracy is of.");

    void add(VariantResult variant, @Nullable Instant time) {
      Map<String, String> labels = Map.of("variant", variant.id());
      Map<String, String> metadata = new LinkedHashMap<>(labels);
      metadata.put("name", variant.displayName());
      metadata.put("model_sha256", variant.model().sha256());
      variants.add(metadata, time, 1);
      addLatency(variant.latency(), labels, time);
      size.add(labels, time, variant.model().sizeBytes());
      Allocation allocation = variant.callAllocation();
      add(allocated, labels, time, allocation == null ? null : allocation.bytesPerCall(), BYTES);
      addAccuracy(variant.accuracy(), labels, time);
    }

    private void addLatency(Latency times, Map<String, String> labels, @Nullable Instant time) {
      double meanSeconds = times.meanMillis() / MILLIS_PER_SECOND;
      List<Sample> samples = new ArrayList<>();
      addQuantile(samples, "0.5", times.medianMillis());
      addQuantile(samples, "0.9", times.p90Millis());
      addQuantile(samples, "0.95", times.p95Millis());
      addQuantile(samples, "0.99", times.p99Millis());
      samples.add(new Sample("_count", Map.of(), times.calls()));
      samples.add(new Sample("_sum", Map.of(), times.calls() * meanSeconds));
      latency.add(labels, time, samples);
      mean.add(labels, time, meanSeconds);
      Interval interval = times.meanInterval95Millis();
      if (interval != null) {
        meanBounds.add(labels, time, interval.times(1 / MILLIS_PER_SECOND));
      }
    }

    private void addAccuracy(Accuracy of, Map<String, String> labels, @Nullable Instant time) {
      accuracy.add(labels, time, of.accuracy());
      accuracyBounds.add(labels, time, of.wilson95());
      add(inScope, labels, time, of.inScopeAccuracy(), 1);
      add(recall, labels, time, of.outOfScopeRecall(), 1);
      correct.add(labels, time, of.correct());
      queries.add(labels, time, of.queries());
    }

    private static void add(
        Family family,
        Map<String, String> labels,
        @Nullable Instant time,
        @Nullable Double value,
        double factor) {
      if (value != null) {
        family.add(labels, time, value * factor);
      }
    }

    private static void addQuantile(
        List<Sample> samples, String quantile, @Nullable Double millis) {
      if (millis != null) {
        samples.add(new Sample("", Map.of("quantile", quantile), millis / MILLIS_PER_SECOND));
      }
    }

    /** Both ends of a 95 % interval, as families beside that of the value. */
    private final class Bounds {
      private final Family lower;
      private final Family upper;

      Bounds(String stem, String unit, String what) {
        lower =
            text.gauge(stem + "_lower_" + unit, unit, "Lower end of the 95 % interval: " + what);
        upper =
            text.gauge(stem + "_upper_" + unit, unit, "Upper end of the 95 % interval: " + what);
      }

      void add(Map<String, String> labels, @Nullable Instant time, Interval interval) {
        lower.add(labels, time, interval.lower());
        upper.add(labels, time, interval.upper());
      }
    }
  }
}
