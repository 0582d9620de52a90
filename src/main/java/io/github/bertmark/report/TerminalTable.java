package io.github.bertmark.report;

import com.github.freva.asciitable.ColumnData;
import io.github.bertmark.PlainText;
import io.github.bertmark.choice.Frontier;
import io.github.bertmark.choice.Lead;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.DataNotes;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.QuickNote;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A run for the terminal: the result in a sentence, then a table of at most 100 columns. */
public final class TerminalTable {
  private static final int LONGEST_NAME = 20;

  /** Marks the variants on the frontier; every terminal has it. */
  private static final String MARK = " *";

  private TerminalTable() {}

  /**
   * The text, which ends with a line feed.
   *
   * @param lead what it leads with
   */
  public static String of(RunDocument run, Lead lead) {
    return of(run, lead, Catalogue.STANDARD);
  }

  /** The same with the metrics of a catalogue. */
  public static String of(RunDocument run, Lead lead, Catalogue catalogue) {
    String warning =
        run.dataset().sample()
            ? "ACCURACY ON THE BUILT-IN SAMPLE, NOT CLINC150: compare it with no other set's.\n"
            : "";
    String quick = QuickNote.of(run);
    String legend =
        MARK.strip()
            + " no other variant is as fast, as accurate and as small. Speed: over "
            + printable(run.variants().get(0).displayName())
            + ", of means.";
    return TerminalText.wrapped(printable(lead.headline()))
        + (lead.sureness() == null ? "" : TerminalText.wrapped(printable(lead.sureness())))
        + (quick == null ? "" : TerminalText.wrapped(quick))
        + warning
        + DataNotes.of(run).stream()
            .map(note -> TerminalText.wrapped(printable(note)))
            .collect(Collectors.joining())
        + TerminalText.table(run.variants(), columns(run))
        + (run.variants().size() > 1 ? TerminalText.wrapped(legend) : "")
        + catalogue.further(run.variants()).stream()
            .map(figure -> TerminalText.wrapped(further(figure, run.variants())))
            .collect(Collectors.joining());
  }

  /** A line of what the table has no room for. */
  private static String further(Figure figure, List<VariantResult> variants) {
    return figure.heading()
        + ": "
        + variants.stream()
            .map(variant -> printable(variant.displayName()) + " " + figure.text(variant))
            .collect(Collectors.joining(", "));
  }

  private static List<ColumnData<VariantResult>> columns(RunDocument run) {
    VariantResult baseline = run.variants().get(0);
    Set<String> frontier = Frontier.of(run);
    return List.of(
        TerminalText.words(
            "Variant",
            LONGEST_NAME,
            v -> printable(v.displayName()) + (frontier.contains(v.id()) ? MARK : "")),
        figure("MiB", v -> Figures.format("%.1f", v.model().sizeMiB())),
        figure("Mean ± std ms", v -> Figures.meanAndDeviation(v.latency())),
        figure("95 % of mean", v -> Figures.meanInterval(v.latency(), "-")),
        figure("Speed", v -> Figures.speedUp(baseline, v)),
        figure("p95", v -> Figures.millis(v.latency().p95Millis())),
        figure("Acc. %", v -> Figures.percent(v.accuracy().accuracy())),
        figure("95 %", v -> Figures.shortAccuracyInterval(v.accuracy())));
  }

  private static ColumnData<VariantResult> figure(
      String header, Function<VariantResult, String> text) {
    return TerminalText.figures(header, text);
  }

  /** Without what would steer a terminal. */
  private static String printable(String text) {
    return PlainText.line(text);
  }
}
