package io.github.bertmark.report.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.Allocation;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.PercentileIntervals;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bencher Metric Format: for each variant its measures, each with a value and, where there is one,
 * the 95 % interval. A file a run, since Bencher takes one run at a time.
 *
 * <p>The format and its JSON schema: bencher.dev/docs/reference/bencher-metric-format. Of the
 * measures Bencher itself knows {@code latency}, in nanoseconds, and {@code file-size}, in bytes
 * (github.com/bencherdev/bencher, lib/bencher_json, built_in.rs); it makes the others when it first
 * sees them.
 */
final class BencherExport implements Export {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double PERCENT = 100;

  /** In bytes of UTF-8, as Bencher counts (lib/bencher_valid, benchmark_name.rs). */
  private static final int LONGEST_NAME = 1024;

  @Override
  public List<ExportFile> files(List<StoredRun> runs) throws IOException {
    List<ExportFile> files = new ArrayList<>();
    List<String> ids = FileNames.ofRuns(runs);
    for (int i = 0; i < runs.size(); i++) {
      ObjectNode benchmarks = JsonNodeFactory.instance.objectNode();
      for (VariantResult variant : runs.get(i).document().variants()) {
        addMeasures(variant, benchmarks.putObject(requireName(variant.id())));
      }
      String name = runs.size() == 1 ? "bencher.json" : "bencher-" + ids.get(i) + ".json";
      files.add(new ExportFile(name, Json.toText(benchmarks)));
    }
    return files;
  }

  private static void addMeasures(VariantResult variant, ObjectNode measures) {
    Latency latency = variant.latency();
    put(measures, "latency", latency.meanMillis(), latency.meanInterval95Millis(), NANOS_PER_MILLI);
    PercentileIntervals intervals = PercentileIntervals.of(latency);
    put(measures, "latency-median", latency.medianMillis(), intervals.p50(), NANOS_PER_MILLI);
    put(measures, "latency-p95", latency.p95Millis(), intervals.p95(), NANOS_PER_MILLI);
    put(measures, "latency-p99", latency.p99Millis(), intervals.p99(), NANOS_PER_MILLI);
    Accuracy accuracy = variant.accuracy();
    put(measures, "accuracy", accuracy.accuracy(), accuracy.wilson95(), PERCENT);
    put(measures, "out-of-scope-recall", accuracy.outOfScopeRecall(), null, PERCENT);
    put(measures, "file-size", (double) variant.model().sizeBytes(), null, 1);
    Allocation allocation = variant.callAllocation();
    if (allocation != null) {
      put(measures, "allocated-per-call", allocation.bytesPerCall(), null, 1);
    }
  }

  private static void put(
      ObjectNode measures,
      String slug,
      @Nullable Double value,
      @Nullable Interval interval,
      double factor) {
    if (value == null) {
      return;
    }
    ObjectNode metric = measures.putObject(slug).put("value", value * factor);
    if (interval != null) {
      metric.put("lower_value", interval.lower() * factor);
      metric.put("upper_value", interval.upper() * factor);
    }
  }

  private static String requireName(String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > LONGEST_NAME) {
      throw new InputException(
          "variant " + name,
          "Bencher takes names of 1 to " + LONGEST_NAME + " bytes",
          "give the variant another id");
    }
    return name;
  }
}
