package io.github.bertmark.report.format;

import io.github.bertmark.choice.Frontier;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.report.format.Columns.Column;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
  private static final List<String> OF_RUN =
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
          "model_sha256");

  private static final Columns FIGURES =
      new Columns(
          List.of(
              "size", "forks", "calls", "latency", "allocation", "queries", "correct", "accuracy"),
          Set.of(),
          Map.of("allocation", "allocated_bytes_per_call"));

  private final List<Column> columns;

  CsvExport(Catalogue catalogue) {
    columns = FIGURES.of(catalogue, figure -> true);
  }

  @Override
  public List<ExportFile> files(List<StoredRun> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (StoredRun run : runs) {
      Set<String> frontier = Frontier.of(run.document());
      for (VariantResult variant : run.document().variants()) {
        rows.add(row(run.document(), variant, frontier.contains(variant.id())));
      }
    }
    return List.of(new ExportFile("bertmark.csv", Csv.text(header(), rows)));
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(OF_RUN);
    for (Column column : columns) {
      Figure figure = column.figure();
      String unit = figure.unit().own().symbol();
      String known = FIGURES.name(figure);
      header.add(known.equals(figure.id()) ? Columns.snake(known, unit) : known);
      if (figure.deviation() != null) {
        header.add(Columns.snake(figure.id().replaceFirst("-mean$", ""), "std", unit));
      }
      if (hasInterval(figure)) {
        header.add(Columns.snake(figure.id(), "ci95_lower", unit));
        header.add(Columns.snake(figure.id(), "ci95_upper", unit));
      }
    }
    header.add("on_frontier");
    return header;
  }

  private List<String> row(RunDocument run, VariantResult variant, boolean onFrontier) {
    List<String> row = new ArrayList<>();
    addRun(row, run);
    add(row, variant.id(), variant.displayName(), variant.model().sha256());
    for (Column column : columns) {
      Figure figure = column.figure();
      Function<VariantResult, @Nullable Number> deviation = figure.deviation();
      add(row, figure.of(variant));
      if (deviation != null) {
        add(row, deviation.apply(variant));
      }
      if (hasInterval(figure)) {
        Interval interval = figure.intervalOf(variant, figure.unit().own());
        add(row, interval == null ? null : interval.lower());
        add(row, interval == null ? null : interval.upper());
      }
    }
    add(row, onFrontier);
    return row;
  }

  /** Those of percentiles would make two columns of each; the summary has them. */
  private static boolean hasInterval(Figure figure) {
    return figure.interval() != null && figure.quantile() == null;
  }

  private static void addRun(List<String> row, RunDocument run) {
    add(row, run.id(), run.createdAt(), run.gitCommit(), run.bertmarkVersion());
    add(row, run.environment().cpuModel(), run.environment().availableProcessors());
    add(row, run.protocol().intraOpThreads(), run.protocol().onnxRuntimeVersion());
    add(row, run.jvm().jdkVersion());
    add(row, run.dataset().name(), run.dataset().sha256(), run.dataset().sample());
  }

  private static void add(List<String> row, @Nullable Object... values) {
    Arrays.stream(values).map(value -> value == null ? "" : value.toString()).forEach(row::add);
  }
}
