package io.github.bertmark.report.format;

import io.github.bertmark.metric.Catalogue;
import java.util.Locale;
import java.util.function.Function;

/** The formats that runs can be written in for other tools. */
public enum ExportFormat {
  /** A table for a job summary or a comment. */
  MARKDOWN(false, MarkdownExport::new, "gh pr comment --body-file bertmark.md"),
  /** A row for each variant of each run. */
  CSV(false, CsvExport::new, "open bertmark.csv in a spreadsheet or a data frame"),
  /** For the action of that name: two files, since one has one direction. */
  GITHUB_ACTION_BENCHMARK(
      true,
      GithubActionBenchmarkExport::new,
      "two steps of github-action-benchmark, customSmallerIsBetter and customBiggerIsBetter"),
  /** Bencher Metric Format. */
  BENCHER(true, BencherExport::new, "bencher run --adapter json --file bencher.json"),
  /** A series and a configuration for Apache Otava. */
  OTAVA(true, OtavaExport::new, "OTAVA_CONFIG=otava.yaml otava analyze bertmark"),
  /** Text for Prometheus and what reads the same. */
  OPENMETRICS(
      false,
      OpenMetricsExport::new,
      "promtool tsdb create-blocks-from openmetrics openmetrics.txt"),
  /** JMH's own JSON with error rate and size, for JMH Visualizer. */
  JMH_VISUALIZER(
      false,
      JmhVisualizerExport::new,
      "drop the files named jmh-visualizer onto https://jmh.morethan.io");

  /** Whether the tool keeps runs, so that a quick look would stay among them. */
  final boolean keepsRuns;

  final Function<Catalogue, Export> export;

  private final String nextStep;

  ExportFormat(boolean keepsRuns, Function<Catalogue, Export> export, String nextStep) {
    this.keepsRuns = keepsRuns;
    this.export = export;
    this.nextStep = nextStep;
  }

  /** What to do with the files, a command where there is one, in their folder. */
  public String nextStep() {
    return nextStep;
  }

  /** The name on the command line, such as {@code github-action-benchmark}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
