package io.github.bertmark.report.format;

import io.github.bertmark.metric.Catalogue;
import java.util.Locale;
import java.util.function.Function;

/** The formats that runs can be written in for other tools. */
public enum ExportFormat {
  /** A table for a job summary or a comment. */
  MARKDOWN(false, MarkdownExport::new),
  /** A row for each variant of each run. */
  CSV(false, CsvExport::new),
  /** For the action of that name: two files, since one has one direction. */
  GITHUB_ACTION_BENCHMARK(true, GithubActionBenchmarkExport::new),
  /** Bencher Metric Format. */
  BENCHER(true, BencherExport::new),
  /** A series and a configuration for Apache Otava. */
  OTAVA(true, OtavaExport::new),
  /** Text for Prometheus and what reads the same. */
  OPENMETRICS(false, OpenMetricsExport::new),
  /** JMH's own JSON with error rate and size, for JMH Visualizer. */
  JMH_VISUALIZER(false, JmhVisualizerExport::new);

  /** Whether the tool keeps runs, so that a quick look would stay among them. */
  final boolean keepsRuns;

  final Function<Catalogue, Export> export;

  ExportFormat(boolean keepsRuns, Function<Catalogue, Export> export) {
    this.keepsRuns = keepsRuns;
    this.export = export;
  }

  /** The name on the command line, such as {@code github-action-benchmark}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
