package io.github.bertmark.report;

import io.github.bertmark.run.Study;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.LocalPaths;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A study as Markdown: what was varied, a table, and how it was measured. */
public final class StudyTable {
  private StudyTable() {}

  /** The whole text. */
  public static String of(Study study) {
    String table =
        new MarkdownTable<Study.Row>()
            .words("Variant", row -> Markdown.text(row.displayName()))
            .words("Setting", row -> Markdown.code(row.setting()))
            .figures("Mean ± std (ms)", row -> Figures.meanAndDeviation(row.latency()))
            .figures(
                "95 % interval of the mean (ms)",
                row -> Figures.meanInterval(row.latency(), " to "))
            .figures("Forks' medians: least, middle, largest (ms)", row -> text(row.forkMedians()))
            .figures(
                "Largest step between them",
                row -> Figures.format("%.3f", row.forkMedians().largestStep()))
            .figures("Over the first setting (95 % interval)", row -> text(row.overFirst()))
            .of(study.rows());
    String from = study.gitCommit() == null ? "" : ", commit " + study.gitCommit();
    return "# Settings of the session\n\n"
        + table
        + "\n"
        + Figures.format(
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
            Markdown.text(from))
        + "    "
        + LocalPaths.hidden(study.command())
        + '\n';
  }

  private static String text(Study.Spread spread) {
    return Stream.of(spread.minimumMillis(), spread.medianMillis(), spread.maximumMillis())
        .map(Figures::millis)
        .collect(Collectors.joining(", "));
  }

  private static String text(Study.@Nullable Ratio ratio) {
    return ratio == null
        ? Figures.ABSENT
        : Figures.format(
            "%.3f (%.3f to %.3f)",
            ratio.ratio(), ratio.interval95().lower(), ratio.interval95().upper());
  }
}
