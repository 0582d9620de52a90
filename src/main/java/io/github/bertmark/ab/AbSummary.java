package io.github.bertmark.ab;

import io.github.bertmark.run.Protocol;
import io.github.bertmark.run.SideRun;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.LocalPaths;
import io.github.bertmark.text.MarkdownTable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an interleaved comparison was measured, in words; what came of it, the comparison itself
 * tells.
 *
 * @param base what the base's forks measured
 * @param candidate what the candidate's forks measured
 */
public record AbSummary(AbDocument document, SideRun base, SideRun candidate) {
  private static final String PAIRED =
      "A fork of each side ran at the same time, and their calls took turns, ABBA or BAAB as drawn;"
          + " threads did not spin behind a call. What differs is the ratio of each pair: the times"
          + " themselves are not those of a side alone, which --unpaired shows";

  /** A line for a terminal, without a line feed. */
  public String line() {
    Look last = last();
    return Figures.format(
        base.tookTurns()
            ? "%s, call by call in turn: %d pairs of forks, %s"
            : "%s by turns: %d forks a side, %s",
        base.displayName(),
        last.forks(),
        words(last));
  }

  /** A section for a page, in Markdown. */
  public String markdown() {
    Protocol ours = base.protocol();
    Protocol theirs = candidate.protocol();
    StringBuilder text = new StringBuilder("\n## How it was measured\n\n");
    text.append("| | base | candidate |\n| --- | --- | --- |\n");
    row(text, "benchmarks", LocalPaths.hiddenIn(base.jar()), LocalPaths.hiddenIn(candidate.jar()));
    row(text, "commit", commit(base), commit(candidate));
    row(text, "model", model(base), model(candidate));
    row(text, "ONNX Runtime", ours.onnxRuntimeVersion(), theirs.onnxRuntimeVersion());
    row(text, "threads", ours.intraOpThreads() + "", theirs.intraOpThreads() + "");
    row(text, "query", ours.query(), theirs.query());
    row(text, "labels returned", labels(base), labels(candidate));
    text.append(
        Figures.format(
            "\n%d forks a side of %d + %d calls each, %s, on %s. %s (seed %d).\n\n",
            ours.forks(),
            ours.warmupIterations(),
            ours.measurementIterations(),
            words(last()),
            base.environment().cpuModel(),
            base.tookTurns()
                ? PAIRED
                : "Their order: " + order(document.order()) + " (A is the base)",
            document.seed()));
    text.append(
        new MarkdownTable<Look>()
            .figures("forks a side", look -> Integer.toString(look.forks()))
            .figures("candidate over base", look -> Figures.format("%.4f", look.ratio()))
            .words("interval", look -> interval(look.interval()))
            .figures("confidence", look -> Figures.format("%.2f %%", 100 * look.confidence()))
            .words("then", AbSummary::words)
            .of(document.looks()));
    return text.append("\n    ")
        .append(LocalPaths.hidden(document.command()))
        .append('\n')
        .toString();
  }

  private Look last() {
    return document.looks().get(document.looks().size() - 1);
  }

  private static String words(Look look) {
    return switch (look.decision()) {
      case CONTINUE -> "went on";
      case SETTLED -> "settled";
      case HOPELESS -> "stopped, since the forks left would hardly have settled it";
      case EXHAUSTED -> "not settled";
    };
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null
        ? ""
        : Figures.format("%.4f to %.4f", interval.lower(), interval.upper());
  }

  private static String commit(SideRun side) {
    return Objects.requireNonNullElse(side.gitCommit(), "unknown");
  }

  private static String model(SideRun side) {
    return Figures.format("%.2f MiB, SHA-256 %.12s", side.model().sizeMiB(), side.model().sha256());
  }

  private static String labels(SideRun side) {
    return String.join(", ", side.labels().keySet());
  }

  private static String order(List<Side> order) {
    return order.stream().map(side -> side == Side.BASE ? "A" : "B").collect(Collectors.joining());
  }

  /** A bar would end the cell. */
  private static void row(StringBuilder text, String name, String base, String candidate) {
    text.append(
        Figures.format(
            "| %s | %s | %s |\n", name, base.replace("|", "\\|"), candidate.replace("|", "\\|")));
  }
}
