package io.github.bertmark.report;

import io.github.bertmark.choice.Frontier;
import io.github.bertmark.choice.Headline;
import io.github.bertmark.choice.StudiedVariant;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.DataNotes;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.QuickNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A run in GitHub's Markdown, short enough for a job summary or a comment on a pull request: the
 * result in a sentence, a table, and how it was measured, folded away. It refers to no other file.
 */
public final class MarkdownComment {
  private MarkdownComment() {}

  /** The text, which ends with a line feed. */
  public static String of(RunDocument run) {
    return of(run, Catalogue.STANDARD);
  }

  /** The same with the metrics of a catalogue. */
  public static String of(RunDocument run, Catalogue catalogue) {
    StringBuilder text = new StringBuilder();
    text.append("### ")
        .append(Markdown.text(Headline.of(run, StudiedVariant.of(run, null))))
        .append("\n\n");
    String quick = QuickNote.of(run);
    if (quick != null) {
      text.append("> [!WARNING]\n> ").append(quick).append("\n\n");
    }
    if (run.dataset().sample()) {
      text.append("> [!WARNING]\n> ").append(MarkdownSummary.SAMPLE_WARNING).append("\n\n");
    }
    for (String note : DataNotes.of(run)) {
      text.append("> [!WARNING]\n> ").append(Markdown.text(note)).append("\n\n");
    }
    table(run, catalogue.further(run.variants()), text);
    text.append("\n<details>\n<summary>How it was measured</summary>\n\n");
    text.append(MarkdownMethod.items(run));
    text.append("\n</details>\n");
    return text.toString();
  }

  private static void table(RunDocument run, List<Figure> further, StringBuilder text) {
    VariantResult baseline = run.variants().get(0);
    Set<String> frontier = Frontier.of(run);
    List<String> header = new ArrayList<>();
    header.addAll(
        List.of(
            "Variant",
            "Size (MiB)",
            "Mean ± std (ms)",
            "95 % of mean",
            "Speed-up",
            "p95 (ms)",
            "Accuracy (%)",
            "95 % interval"));
    further.forEach(figure -> header.add(Markdown.text(figure.heading())));
    text.append(Markdown.row(header)).append(Markdown.rule(header.size()));
    for (VariantResult variant : run.variants()) {
      Latency latency = variant.latency();
      List<String> row = new ArrayList<>();
      String name = Markdown.text(variant.displayName());
      row.add(frontier.contains(variant.id()) ? "**" + name + "** " + Figures.ON_FRONTIER : name);
      row.add(Figures.mebibytes(variant.model().sizeMiB()));
      row.add(Figures.meanAndDeviation(latency));
      row.add(Figures.meanInterval(latency, " to "));
      row.add(Figures.speedUp(baseline, variant));
      row.add(Figures.millis(latency.p95Millis()));
      row.add(Figures.percent(variant.accuracy().accuracy()));
      row.add(Figures.accuracyInterval(variant.accuracy(), " to "));
      further.forEach(figure -> row.add(figure.text(variant)));
      text.append(Markdown.row(row));
    }
    text.append("\n")
        .append(Figures.ON_FRONTIER)
        .append(" no other variant is as fast, as accurate and as small. Speed-up: over ")
        .append(Markdown.text(baseline.displayName()))
        .append(", of means.\n");
  }
}
