package io.github.bertmark.scenario.traffic;

import io.github.bertmark.choice.StudiedVariant;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.CallTimes;
import io.github.bertmark.run.scenario.CallTimes.Percentile;
import io.github.bertmark.run.scenario.ScenarioResults;
import io.github.bertmark.run.scenario.Traffic;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of the summary that tells what the data set's own queries take. */
public final class MarkdownTraffic {
  private static final double TAIL = 0.99;

  private record Timed(VariantResult variant, Traffic traffic) {}

  private MarkdownTraffic() {}

  static String of(RunDocument run) {
    List<Timed> timed = run.variants().stream().flatMap(v -> timed(v).stream()).toList();
    if (timed.isEmpty()) {
      return "";
    }
    Traffic any = timed.get(0).traffic();
    MarkdownTable<Timed> table =
        new MarkdownTable<Timed>().words("Variant", t -> Markdown.text(t.variant().displayName()));
    table
        .figures("Mean (ms)", t -> Figures.millis(t.traffic().times().meanMillis()))
        .figures("Median (ms)", percentile(0.5))
        .figures("p90 (ms)", percentile(0.9))
        .figures("p95 (ms)", percentile(0.95))
        .figures("p99 (ms)", percentile(TAIL))
        .figures("95 % interval", MarkdownTraffic::tailInterval)
        .figures("Time by tokens (ms)", t -> line(t.traffic().line()))
        .figures(
            "95 % of the slope",
            t ->
                t.traffic().line() == null || t.traffic().line().millisPerTokenInterval95() == null
                    ? Figures.ABSENT
                    : Figures.format(
                        "%.3f to %.3f",
                        t.traffic().line().millisPerTokenInterval95().lower(),
                        t.traffic().line().millisPerTokenInterval95().upper()));
    return "## Traffic: the data set's own queries\n\n"
        + Markdown.text(
            sentence(StudiedVariant.of(run, null)).orElseGet(() -> sentence(timed.get(0))))
        + "\n\n"
        + table.of(timed)
        + Figures.format(
            "\n%,d queries, of every length as many as the data set has in proportion, each once a fork"
                + " in an order of chance, warm and one right after the other. Lengths are of %d to %d"
                + " tokens, the median %d; the query that the latency is of has %d.\n\n",
            any.tokens().size(),
            any.lengths().get(0).tokens(),
            any.lengths().get(any.lengths().size() - 1).tokens(),
            any.tokens().get(any.tokens().size() / 2),
            any.queryTokens());
  }

  /** What one query in 100 takes, in a sentence; empty if the variant's traffic was not timed. */
  public static Optional<String> sentence(VariantResult variant) {
    return timed(variant).map(MarkdownTraffic::sentence);
  }

  private static String sentence(Timed timed) {
    CallTimes times = timed.traffic().times();
    Percentile tail = times.percentile(TAIL);
    return tail == null
        ? Figures.format(
            "%,d calls are too few to tell what one query in 100 takes: that takes %,d.",
            times.calls(), CallTimes.callsFor(TAIL))
        : Figures.format(
            "One query in 100 takes longer than %s ms (%s) with %s, on average it is %s ms.",
            Figures.millis(tail.millis()),
            tail.interval95Millis() == null
                ? "the forks bound it by no interval"
                : "95 %% interval %s".formatted(interval(tail)),
            timed.variant().displayName(),
            Figures.millis(times.meanMillis()));
  }

  private static Optional<Timed> timed(VariantResult variant) {
    return Optional.ofNullable(variant.measured(ScenarioResults::traffic))
        .map(traffic -> new Timed(variant, traffic));
  }

  private static Function<Timed, String> percentile(double quantile) {
    return timed -> {
      Percentile percentile = timed.traffic().times().percentile(quantile);
      return percentile == null ? Figures.ABSENT : Figures.millis(percentile.millis());
    };
  }

  private static String tailInterval(Timed timed) {
    Percentile tail = timed.traffic().times().percentile(TAIL);
    return tail == null ? Figures.ABSENT : interval(tail);
  }

  private static String interval(Percentile percentile) {
    return Figures.interval(percentile.interval95Millis(), percentile.millis(), " to ");
  }

  private static String line(Traffic.@Nullable Line line) {
    return line == null
        ? Figures.ABSENT
        : Figures.format("%.2f + %.3f × tokens", line.interceptMillis(), line.millisPerToken());
  }
}
