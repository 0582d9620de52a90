package io.github.bertmark.report.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.metric.Scale;
import io.github.bertmark.report.format.Columns.Column;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  private static final Columns MEASURES =
      new Columns(
          List.of(),
          Set.of(),
          Map.of(
              "latency-mean", "latency", "size", "file-size", "allocation", "allocated-per-call"));

  /** In bytes of UTF-8, as Bencher counts (lib/bencher_valid, benchmark_name.rs). */
  private static final int LONGEST_NAME = 1024;

  private final List<Column> measures;

  BencherExport(Catalogue catalogue) {
    measures = MEASURES.of(catalogue, figure -> figure.prominence() == Figure.Prominence.HEADLINE);
  }

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

  private void addMeasures(VariantResult variant, ObjectNode measures) {
    for (Column column : this.measures) {
      Figure figure = column.figure();
      Scale scale = figure.unit().fine();
      Number value = figure.of(variant, scale);
      if (value != null) {
        ObjectNode measure =
            measures.putObject(MEASURES.name(figure)).put("value", value.doubleValue());
        Interval interval = figure.intervalOf(variant, scale);
        if (interval != null) {
          measure.put("lower_value", interval.lower()).put("upper_value", interval.upper());
        }
      }
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
