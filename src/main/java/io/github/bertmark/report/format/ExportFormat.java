package io.github.bertmark.report.format;

import java.util.Locale;

/** The formats that runs can be written in for other tools. */
public enum ExportFormat {
  /** A table for a job summary or a comment. */
  MARKDOWN,
  /** A row for each variant of each run. */
  CSV,
  /** For the action of that name: two files, since one has one direction. */
  GITHUB_ACTION_BENCHMARK,
  /** Bencher Metric Format. */
  BENCHER,
  /** A series and a configuration for Apache Otava. */
  OTAVA,
  /** Text for Prometheus and what reads the same. */
  OPENMETRICS,
  /** JMH's own JSON with error rate and size, for JMH Visualizer. */
  JMH_VISUALIZER;

  /** The name on the command line, such as {@code github-action-benchmark}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
