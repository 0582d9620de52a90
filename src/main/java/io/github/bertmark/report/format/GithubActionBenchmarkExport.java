package io.github.bertmark.report.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.Json;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.metric.Scale;
import io.github.bertmark.report.format.Columns.Column;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.text.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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

  /** A median beside a mean, and what hardly varies, would be charts of little. */
  private static final Columns CHARTS =
      new Columns(List.of(), Set.of("latency-median", "allocation"), Map.of());

  private final List<Column> columns;

  GithubActionBenchmarkExport(Catalogue catalogue) {
    columns = CHARTS.of(catalogue, figure -> figure.prominence() == Figure.Prominence.HEADLINE);
  }

  @Override
  public List<ExportFile> files(List<StoredRun> runs) throws IOException {
    List<ExportFile> files = new ArrayList<>();
    List<String> ids = FileNames.ofRuns(runs);
    for (int i = 0; i < runs.size(); i++) {
      RunDocument run = runs.get(i).document();
      ArrayNode smaller = JsonNodeFactory.instance.arrayNode();
      ArrayNode bigger = JsonNodeFactory.instance.arrayNode();
      for (VariantResult variant : run.variants()) {
        for (Column column : columns) {
          add(column.isBetterWhenHigher() ? bigger : smaller, run, variant, column);
        }
      }
      String suffix = (runs.size() == 1 ? "" : "-" + ids.get(i)) + ".json";
      files.add(new ExportFile(STEM + "smaller" + suffix, Json.toText(smaller)));
      files.add(new ExportFile(STEM + "bigger" + suffix, Json.toText(bigger)));
    }
    return files;
  }

  private static void add(
      ArrayNode entries, RunDocument run, VariantResult variant, Column column) {
    Figure figure = column.figure();
    Scale scale = figure.unit().shown();
    Number value = figure.of(variant, scale);
    if (value == null) {
      return;
    }
    ObjectNode entry = entries.addObject();
    entry.put("name", variant.id() + ": " + figure.name());
    entry.put("unit", scale.symbol()).put("value", value.doubleValue());
    Interval interval = figure.quantile() == null ? figure.intervalOf(variant, scale) : null;
    if (interval != null) {
      double half = (interval.upper() - interval.lower()) / 2;
      entry.put("range", String.format(Locale.ROOT, "± %.4f", half));
    }
    String extra = extra(run, variant, column);
    if (!extra.isEmpty()) {
      entry.put("extra", extra);
    }
  }

  private static String extra(RunDocument run, VariantResult variant, Column column) {
    return switch (column.metric().kind()) {
      case TIME_OVER_FORKS, PROPORTIONAL_TIME, NUMBER_OVER_FORKS ->
          Figures.format(
              "%d forks of %d calls\n%d threads\nONNX Runtime %s\n%s",
              run.protocol().forks(),
              run.protocol().measurementIterations(),
              run.protocol().intraOpThreads(),
              run.protocol().onnxRuntimeVersion(),
              run.environment().cpuModel());
      case SHARE_OF_ANSWERS -> {
        Accuracy accuracy = variant.accuracy();
        String dataset = run.dataset().name();
        yield column.figure().interval() == null
            ? dataset
            : Figures.format(
                "%d of %d queries\n%s", accuracy.correct(), accuracy.queries(), dataset);
      }
      case EXACT_NUMBER -> "";
    };
  }
}
