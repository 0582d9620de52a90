package io.github.bertmark.ab;

import io.github.bertmark.run.SideRun;
import io.github.bertmark.statistics.Interval;
import java.util.List;
import java.util.Locale;
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

  /** A line for a terminal, without a line feed. */
  public String line() {
    Look last = document.looks().get(document.looks().size() - 1);
    return format(
        "%s by turns: %d forks a side, %s", base.displayName(), last.forks(), words(last));
  }

  /** A section for a page, in Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder("\n## How it was measured\n\n");
    text.append("| | base | candidate |\n| --- | --- | --- |\n");
    row(text, "benchmarks", base.jar(), candidate.jar());
    row(text, "commit", commit(base), commit(candidate));
    row(text, "model", model(base), model(candidate));
    row(text, "ONNX Runtime", onnxRuntime(base), onnxRuntime(candidate));
    row(text, "threads", threads(base), threads(candidate));
    row(text, "query", base.protocol().query(), candidate.protocol().query());
    row(text, "labels returned", labels(base), labels(candidate));
    text.append(
        format(
            "\n%d forks a side of %d + %d calls each, %s, on %s. Their order: %s (A is the base;"
                + " seed %d).\n\n",
            base.protocol().forks(),
            base.protocol().warmupIterations(),
            base.protocol().measurementIterations(),
            words(document.looks().get(document.looks().size() - 1)),
            base.environment().cpuModel(),
            order(document.order()),
            document.seed()));
    text.append("| forks a side | candidate over base | interval | confidence | then |\n");
    text.append("| ---: | ---: | --- | ---: | --- |\n");
    for (Look look : document.looks()) {
      text.append(
          format(
              "| %d | %.4f | %s | %.2f %% | %s |\n",
              look.forks(),
              look.ratio(),
              interval(look.interval()),
              100 * look.confidence(),
              words(look)));
    }
    return text.append(format("\n    %s\n", document.command())).toString();
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
    return interval == null ? "" : format("%.4f to %.4f", interval.lower(), interval.upper());
  }

  private static String commit(SideRun side) {
    String commit = side.gitCommit();
    return commit == null ? "unknown" : commit;
  }

  private static String model(SideRun side) {
    return format("%.2f MiB, SHA-256 %.12s", side.model().sizeMiB(), side.model().sha256());
  }

  private static String onnxRuntime(SideRun side) {
    return side.protocol().onnxRuntimeVersion();
  }

  private static String threads(SideRun side) {
    return Integer.toString(side.protocol().intraOpThreads());
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
        format(
            "| %s | %s | %s |\n", name, base.replace("|", "\\|"), candidate.replace("|", "\\|")));
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
