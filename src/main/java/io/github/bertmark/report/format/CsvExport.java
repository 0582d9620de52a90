package io.github.bertmark.report.format;

import io.github.bertmark.choice.Frontier;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.Allocation;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.Protocol;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is one number a variant, as CSV: a row for each variant of each run, empty where
 * a thing was not measured.
 *
 * <p>As RFC 4180 has it (quotes are doubled, fields with separators or line breaks are quoted),
 * with line feeds alone. Names stay as they are, also those that a spreadsheet would take for a
 * formula.
 */
final class CsvExport implements Export {
  private static final List<String> HEADER =
      List.of(
          "run",
          "created_at",
          "git_commit",
          "bertmark_version",
          "cpu",
          "available_processors",
          "threads",
          "onnxruntime",
          "jdk",
          "dataset",
          "dataset_sha256",
          "dataset_is_sample",
          "variant",
          "name",
          "model_sha256",
          "size_bytes",
          "forks",
          "calls",
          "latency_mean_ms",
          "latency_std_ms",
          "latency_mean_ci95_lower_ms",
          "latency_mean_ci95_upper_ms",
          "latency_min_ms",
          "latency_median_ms",
          "latency_p90_ms",
          "latency_p95_ms",
          "latency_p99_ms",
          "latency_max_ms",
          "allocated_bytes_per_call",
          "queries",
          "correct",
          "accuracy",
          "accuracy_ci95_lower",
          "accuracy_ci95_upper",
          "in_scope_accuracy",
          "out_of_scope_recall",
          "macro_f1",
          "on_frontier");

  @Override
  public List<ExportFile> files(List<StoredRun> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (StoredRun run : runs) {
      Set<String> frontier = Frontier.of(run.document());
      for (VariantResult variant : run.document().variants()) {
        rows.add(row(run.document(), variant, frontier.contains(variant.id())));
      }
    }
    return List.of(new ExportFile("bertmark.csv", Csv.text(HEADER, rows)));
  }

  private static List<String> row(RunDocument run, VariantResult variant, boolean onFrontier) {
    List<String> row = new ArrayList<>();
    addRun(row, run);
    add(row, variant.id(), variant.displayName());
    add(row, variant.model().sha256(), variant.model().sizeBytes());
    addLatency(row, run.protocol(), variant.latency());
    Allocation allocation = variant.callAllocation();
    add(row, allocation == null ? null : allocation.bytesPerCall());
    addAccuracy(row, variant.accuracy());
    add(row, onFrontier);
    return row;
  }

  private static void addRun(List<String> row, RunDocument run) {
    add(row, run.id(), run.createdAt(), run.gitCommit(), run.bertmarkVersion());
    add(row, run.environment().cpuModel(), run.environment().availableProcessors());
    add(row, run.protocol().intraOpThreads(), run.protocol().onnxRuntimeVersion());
    add(row, run.jvm().jdkVersion());
    add(row, run.dataset().name(), run.dataset().sha256(), run.dataset().sample());
  }

  private static void addLatency(List<String> row, Protocol protocol, Latency latency) {
    add(row, protocol.forks(), latency.calls());
    add(row, latency.meanMillis(), latency.standardDeviationMillis());
    addInterval(row, latency.meanInterval95Millis());
    add(row, latency.minimumMillis(), latency.medianMillis(), latency.p90Millis());
    add(row, latency.p95Millis(), latency.p99Millis(), latency.maximumMillis());
  }

  private static void addAccuracy(List<String> row, Accuracy accuracy) {
    add(row, accuracy.queries(), accuracy.correct(), accuracy.accuracy());
    addInterval(row, accuracy.wilson95());
    add(row, accuracy.inScopeAccuracy(), accuracy.outOfScopeRecall(), accuracy.macroF1());
  }

  private static void addInterval(List<String> row, @Nullable Interval interval) {
    add(row, interval == null ? null : interval.lower());
    add(row, interval == null ? null : interval.upper());
  }

  private static void add(List<String> row, @Nullable Object... values) {
    Arrays.stream(values).map(value -> value == null ? "" : value.toString()).forEach(row::add);
  }
}
