package io.github.bertmark.report;

import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Difference;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Flips;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.VariantVerdict;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.LocalPaths;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A comparison as Markdown, fit for a pull request: the outcome first, then why. */
public final class ComparisonMarkdown {
  private static final int MOST_FLIPS = 50;

  private final StringBuilder text = new StringBuilder();

  private ComparisonMarkdown() {}

  public static String of(Comparison comparison) {
    ComparisonMarkdown markdown = new ComparisonMarkdown();
    markdown.lead(comparison);
    markdown.findings(comparison.findings());
    markdown.reasons(comparison);
    comparison.findings().forEach(markdown::flips);
    markdown.policy(comparison.policy());
    return markdown.text.toString();
  }

  private void lead(Comparison comparison) {
    text.append("# ").append(Markdown.text(ComparisonTexts.outcome(comparison))).append("\n\n");
    text.append("Base: ").append(Markdown.text(ComparisonTexts.side(comparison.base())));
    text.append("  \nCandidate: ")
        .append(Markdown.text(ComparisonTexts.side(comparison.candidate())))
        .append("\n\n");
    for (VariantVerdict verdict : comparison.verdicts()) {
      item(
          Figures.format(
              "**%s**: %s (%s)",
              Markdown.text(verdict.displayName()),
              ComparisonTexts.words(verdict.verdict()),
              Markdown.text(verdict.sentence())));
    }
    comparison.notes().forEach(note -> item(Markdown.text(LocalPaths.hidden(note))));
    text.append('\n');
  }

  private void findings(List<Finding> findings) {
    text.append(
        new MarkdownTable<Finding>()
            .words("Variant, metric", f -> Markdown.text(f.variant() + ", " + f.metric().name()))
            .figures("Base", f -> Markdown.text(ComparisonTexts.value(f.metric(), f.base())))
            .figures(
                "Candidate", f -> Markdown.text(ComparisonTexts.value(f.metric(), f.candidate())))
            .figures("Change", f -> Markdown.text(ComparisonTexts.change(f)))
            .figures("Interval", f -> Markdown.text(ComparisonTexts.interval(f)))
            .figures("Verdict", f -> Markdown.text(ComparisonTexts.words(f.verdict())))
            .of(findings));
    text.append("\nChanges and intervals are in percent of the base, of accuracies in points.\n\n");
  }

  private void reasons(Comparison comparison) {
    text.append("## Why\n\n");
    for (Finding finding : comparison.findings()) {
      item(
          Markdown.text(
              Figures.format(
                  "%s, %s: %s", finding.variant(), finding.metric().name(), finding.sentence())));
    }
    text.append("\n## What differs\n\n");
    if (comparison.differences().isEmpty()) {
      text.append("Nothing that is recorded.\n\n");
      return;
    }
    for (Difference difference : comparison.differences()) {
      item(
          Markdown.text(LocalPaths.hidden(difference.text()))
              + (difference.blocks().isEmpty()
                  ? ""
                  : " (not comparable for it: "
                      + String.join(
                          ", ", difference.blocks().stream().map(metric -> metric.name()).toList())
                      + ")"));
    }
    text.append('\n');
  }

  private void flips(Finding finding) {
    Flips flips = finding.flips();
    if (flips == null || flips.lost().isEmpty() && flips.gained().isEmpty()) {
      return;
    }
    text.append("## Changed answers of ").append(Markdown.text(finding.variant())).append("\n\n");
    text.append(
        Figures.format(
            "%d lost, %d gained, %d wrong in another way, of %d.\n\n",
            flips.lost().size(), flips.gained().size(), flips.otherwiseWrong(), flips.queries()));
    List<Flips.Flip> listed =
        Stream.concat(flips.lost().stream(), flips.gained().stream()).limit(MOST_FLIPS).toList();
    text.append(
        new MarkdownTable<Flips.Flip>()
            .words("Query", flip -> Integer.toString(flip.index()))
            .figures("Expected", flip -> Markdown.text(flip.expected()))
            .figures("Base", flip -> Markdown.text(flip.base()))
            .figures("Candidate", flip -> Markdown.text(flip.candidate()))
            .figures(
                "Text", f -> Markdown.text(Objects.requireNonNullElse(f.text(), Figures.ABSENT)))
            .of(listed));
    int more = flips.lost().size() + flips.gained().size() - listed.size();
    text.append(more > 0 ? "\nand " + more + " more, in comparison.json\n\n" : "\n");
  }

  private void policy(Policy policy) {
    text.append("## Policy\n\n")
        .append(
            Figures.format(
                "Latency: %s of each fork, threshold %.1f %% (to the ruler %.1f %%), relevant"
                    + " %.1f %%, at %.1f %% confidence. Accuracy: %.2f points, at %.1f %%. Size:"
                    + " %.1f %%. Allocation: %.1f %%.\n",
                ComparisonTexts.words(policy.latencyStatistic()),
                100 * policy.latencyThreshold(),
                100 * policy.threshold(Catalogue.RULER),
                100 * policy.latencyRelevantChange(),
                100 * policy.confidence(),
                policy.threshold(Catalogue.ACCURACY),
                100 * policy.accuracyConfidence(),
                100 * policy.threshold(Catalogue.SIZE),
                100 * policy.threshold(Catalogue.ALLOCATION)));
  }

  private void item(String markdown) {
    text.append("- ").append(markdown).append('\n');
  }
}
