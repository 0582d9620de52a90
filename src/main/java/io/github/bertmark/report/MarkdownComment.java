package io.github.bertmark.report;

import io.github.bertmark.choice.Frontier;
import io.github.bertmark.choice.Lead;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import java.util.List;
import java.util.Set;

/**
 * A run in GitHub's Markdown, short enough for a job summary or a comment on a pull request: the
 * result in a sentence, a table, and how it was measured, folded away. It refers to no other file.
 */
public final class MarkdownComment {
  private MarkdownComment() {}

  /** The text, which ends with a line feed. */
  public static String of(RunDocument run, Lead lead, Catalogue catalogue) {
    StringBuilder text = new StringBuilder();
    text.append("### ").append(Markdown.text(lead.headline())).append("\n\n");
    if (lead.sureness() != null) {
      text.append(Markdown.text(lead.sureness())).append("\n\n");
    }
    for (String warning : MarkdownSummary.warnings(run)) {
      text.append("> [!WARNING]\n> ").append(warning).append("\n\n");
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
    MarkdownTable<VariantResult> table =
        new MarkdownTable<VariantResult>()
            .words("Variant", variant -> name(variant, frontier))
            .figures("Size (MiB)", v -> Figures.mebibytes(v.model().sizeMiB()))
            .figures("Mean ± std (ms)", v -> Figures.meanAndDeviation(v.latency()))
            .figures("95 % of mean", v -> Figures.meanInterval(v.latency(), " to "))
            .figures("Speed-up", variant -> Figures.speedUp(baseline, variant))
            .figures("p95 (ms)", v -> Figures.millis(v.latency().p95Millis()))
            .figures("Accuracy (%)", v -> Figures.percent(v.accuracy().accuracy()))
            .figures("95 % interval", v -> Figures.accuracyInterval(v.accuracy(), " to "));
    further.forEach(figure -> table.figures(Markdown.text(figure.heading()), figure::text));
    text.append(table.of(run.variants()))
        .append("\n")
        .append(Figures.ON_FRONTIER)
        .append(" no other variant is as fast, as accurate and as small. Speed-up: over ")
        .append(Markdown.text(baseline.displayName()))
        .append(", of means.\n");
  }

  private static String name(VariantResult variant, Set<String> frontier) {
    String name = Markdown.text(variant.displayName());
    return frontier.contains(variant.id()) ? "**" + name + "** " + Figures.ON_FRONTIER : name;
  }
}
