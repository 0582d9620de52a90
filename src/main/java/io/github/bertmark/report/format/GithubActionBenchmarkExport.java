package io.github.bertmark.report.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.Json;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * For github-action-benchmark: what is better when smaller (latency, size, errors) and what is
 * better when bigger (accuracy), in a file each, since an input of the action has one direction. A
 * pair a run, since the action takes the figures of one commit.
 *
 * <p>An array of {@code {name, unit, value, range, extra}}, the last two optional
 * (github.com/benchmark-action/github-action-benchmark, README.md, tools {@code
 * customSmallerIsBetter} and {@code customBiggerIsBetter}; {@code BenchmarkResult} in
 * src/extract.ts). A range that begins with ± and goes on with a number alone is rescaled with its
 * value (src/extractRangeInfo.ts). Names make the charts' titles and tie commits together, so they
 * are of ids, which stay.
 */
final class GithubActionBenchmarkExport implements Export {
  private static final String STEM = "github-action-benchmark-";

  @Override
  public List<ExportFile> files(List<StoredRun> runs) throws IOException {
    List<ExportFile> files = new ArrayList<>();
    List<String> ids = FileNames.ofRuns(runs);
    for (int i = 0; i < runs.size(); i++) {
      RunDocument run = runs.get(i).document();
      ArrayNode smaller = JsonNodeFactory.instance.arrayNode();
      ArrayNode bigger = JsonNodeFactory.instance.arrayNode();
      for (VariantResult variant : run.variants()) {
        addSmaller(smaller, run, variant);
        addBigger(bigger, run, variant);
      }
      String suffix = (runs.size() == 1 ? "" : "-" + ids.get(i)) + ".json";
      files.add(new ExportFile(STEM + "smaller" + suffix, Json.toText(smaller)));
      files.add(new ExportFile(STEM + "bigger" + suffix, Json.toText(bigger)));
    }
    return files;
  }

  private static void addSmaller(ArrayNode entries, RunDocument run, VariantResult variant) {
    Latency latency = variant.latency();
    Interval interval = latency.meanInterval95Millis();
    String extra =
        "%d forks of %d calls\n%d threads\nONNX Runtime %s\n%s"
            .formatted(
                run.protocol().forks(),
                run.protocol().measurementIterations(),
                run.protocol().intraOpThreads(),
                run.protocol().onnxRuntimeVersion(),
                run.environment().cpuModel());
    add(entries, variant, "latency, mean", "ms", latency.meanMillis(), interval, extra);
    add(entries, variant, "latency, p95", "ms", latency.p95Millis(), null, extra);
    add(entries, variant, "latency, p99", "ms", latency.p99Millis(), null, extra);
    add(entries, variant, "model size", "MiB", variant.model().sizeMiB(), null, null);
  }

  private static void addBigger(ArrayNode entries, RunDocument run, VariantResult variant) {
    Accuracy accuracy = variant.accuracy();
    String dataset = run.dataset().name();
    String extra =
        "%d of %d queries\n%s".formatted(accuracy.correct(), accuracy.queries(), dataset);
    Interval percent = accuracy.wilson95().times(100);
    add(entries, variant, "accuracy", "%", 100 * accuracy.accuracy(), percent, extra);
    if (accuracy.outOfScopeRecall() != null) {
      double recall = 100 * accuracy.outOfScopeRecall();
      add(entries, variant, "out-of-scope recall", "%", recall, null, dataset);
    }
  }

  private static void add(
      ArrayNode entries,
      VariantResult variant,
      String what,
      String unit,
      @Nullable Double value,
      @Nullable Interval interval,
      @Nullable String extra) {
    if (value == null) {
      return;
    }
    ObjectNode entry = entries.addObject();
    entry.put("name", variant.id() + ": " + what).put("unit", unit).put("value", value);
    if (interval != null) {
      double half = (interval.upper() - interval.lower()) / 2;
      entry.put("range", String.format(Locale.ROOT, "± %.4f", half));
    }
    if (extra != null) {
      entry.put("extra", extra);
    }
  }
}
