package io.github.bertmark.report;

import io.github.bertmark.run.Study;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import java.util.List;

/** A study as Markdown: what was varied, a table, and how it was measured. */
public final class StudyTable {
  private StudyTable() {}

  /** The whole text. */
  public static String of(Study study) {
    StringBuilder text = new StringBuilder("# Settings of the session\n\n");
    List<String> header =
        List.of(
            "Variant",
            "Setting",
            "Mean ± std (ms)",
            "95 % interval of the mean (ms)",
            "Forks' medians: least, middle, largest (ms)",
            "Largest step between them",
            "Over the first setting (95 % interval)");
    text.append(Markdown.row(header)).append("| --- | --- |" + " ---: |".repeat(5) + "\n");
    for (Study.Row row : study.rows()) {
      text.append(Markdown.row(cells(row)));
    }
    String from = study.gitCommit() == null ? "" : ", commit " + study.gitCommit();
    return text.append("\n")
        .append(
            Figures.format(
                """
            Each row: %s, 10 calls to warm up and the timed ones after them in each. The settings took turns
            fork by fork, so that a drift of the machine falls on all alike. Intervals take the fork as the unit of
            replication; the ratio is of the forks' medians. Forks that fall into modes show a large step.

            %s, %d processors; ONNX Runtime %s, JDK %s; %s%s. Made by

            """,
                Figures.count(study.forks(), "JVM", "JVMs"),
                Markdown.text(study.environment().cpuModel()),
                study.environment().availableProcessors(),
                Markdown.text(study.onnxRuntimeVersion()),
                Markdown.text(study.jvm().jdkVersion()),
                study.createdAt(),
                Markdown.text(from)))
        .append("    ")
        .append(study.command())
        .append('\n')
        .toString();
  }

  private static List<String> cells(Study.Row row) {
    Study.Spread spread = row.forkMedians();
    Study.Ratio ratio = row.overFirst();
    return List.of(
        Markdown.text(row.displayName()),
        Markdown.code(row.setting()),
        Figures.meanAndDeviation(row.latency()),
        Figures.meanInterval(row.latency(), " to "),
        Figures.millis(spread.minimumMillis())
            + ", "
            + Figures.millis(spread.medianMillis())
            + ", "
            + Figures.millis(spread.maximumMillis()),
        Figures.format("%.3f", spread.largestStep()),
        ratio == null
            ? Figures.ABSENT
            : Figures.format(
                "%.3f (%.3f to %.3f)",
                ratio.ratio(), ratio.interval95().lower(), ratio.interval95().upper()));
  }
}
