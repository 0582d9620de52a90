package io.github.bertmark.report;

import io.github.bertmark.PlainText;
import io.github.bertmark.comparison.Drift;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.RunChanges;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.text.Figures;
import java.util.List;
import java.util.stream.IntStream;

/** A history for the terminal: what changed last, and in which run. */
public final class HistoryText {
  private static final int MOST_RUNS = 3;

  private HistoryText() {}

  /**
   * The text, which ends with a line feed.
   *
   * @param runs the oldest first
   * @param changes of each but the first since the one before
   * @param drifts over many of them
   */
  public static String of(List<StoredRun> runs, List<RunChanges> changes, List<Drift> drifts) {
    List<Integer> changed =
        IntStream.range(0, changes.size())
            .filter(i -> !changes.get(i).findings().isEmpty())
            .boxed()
            .toList();
    RunDocument last = runs.get(runs.size() - 1).document();
    StringBuilder text =
        new StringBuilder(
            TerminalText.wrapped(
                PlainText.line(
                    Figures.format(
                        "%d runs, the last %s; %s.",
                        runs.size(),
                        last.id(),
                        changed.isEmpty()
                            ? "nothing got better or worse from one to the next"
                            : changed.size() + " of them better or worse than the one before"))));
    for (int i : changed.subList(Math.max(0, changed.size() - MOST_RUNS), changed.size())) {
      text.append(PlainText.line(runs.get(i + 1).document().id())).append(":\n");
      for (Finding finding : changes.get(i).findings()) {
        text.append(
            PlainText.line(
                Figures.format(
                    "  %s of %s %s, %s\n",
                    finding.metric().name(),
                    finding.variant(),
                    ComparisonTexts.words(finding.verdict()),
                    ComparisonTexts.change(finding))));
      }
    }
    for (Drift drift : drifts) {
      text.append(
          TerminalText.wrapped(
              PlainText.line(
                  Figures.format(
                      "%s of %s %s: %s.",
                      drift.metric().name(),
                      drift.variant(),
                      ComparisonTexts.words(drift.verdict()),
                      drift.sentence()))));
    }
    return text.toString();
  }
}
