package io.github.bertmark.report;

import static io.github.bertmark.report.TerminalText.figures;
import static io.github.bertmark.report.TerminalText.words;

import io.github.bertmark.PlainText;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Difference;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Flips;
import io.github.bertmark.comparison.VariantVerdict;
import io.github.bertmark.text.Figures;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison for the terminal, at most 100 columns wide; the outcome comes last. */
public final class ComparisonTable {
  private static final int MOST_FLIPS = 10;

  private ComparisonTable() {}

  /** The text, which ends with a line feed. */
  public static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    line(text, "Base:      " + ComparisonTexts.side(comparison.base()));
    line(text, "Candidate: " + ComparisonTexts.side(comparison.candidate()));
    String named =
        comparison.differences().stream().map(Difference::text).collect(Collectors.joining("; "));
    if (!named.isEmpty()) {
      line(text, "What differs: " + named);
    }
    text.append(table(comparison.findings()));
    for (Finding finding : ComparisonTexts.explained(comparison)) {
      line(
          text,
          Figures.format(
              "%s, %s: %s. %s",
              finding.variant(),
              finding.metric().name(),
              ComparisonTexts.words(finding.verdict()).toUpperCase(Locale.ROOT),
              finding.sentence()));
      flips(text, finding);
    }
    for (VariantVerdict verdict : comparison.verdicts()) {
      line(
          text,
          Figures.format(
              "%s: %s (%s)",
              verdict.variant(), ComparisonTexts.words(verdict.verdict()), verdict.sentence()));
    }
    comparison.notes().forEach(note -> line(text, "Note: " + note));
    line(text, ComparisonTexts.outcome(comparison));
    return text.toString();
  }

  private static String table(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "";
    }
    return TerminalText.table(
        findings,
        List.of(
            words("Variant", 15, finding -> PlainText.line(finding.variant())),
            words("Metric", 12, finding -> finding.metric().name()),
            figures("Base", 12, f -> ComparisonTexts.value(f.metric(), f.base())),
            figures("Candidate", 12, f -> ComparisonTexts.value(f.metric(), f.candidate())),
            figures("Change", 10, ComparisonTexts::change),
            figures("Interval", 14, f -> ComparisonTexts.interval(f).replace(" to ", "..")),
            words("Verdict", 17, finding -> ComparisonTexts.words(finding.verdict()))));
  }

  private static void flips(StringBuilder text, Finding finding) {
    Flips flips = finding.flips();
    if (flips == null || flips.lost().isEmpty()) {
      return;
    }
    line(
        text,
        "  lost by intent: "
            + flips.perIntent().stream()
                .filter(intent -> intent.lost() > 0)
                .limit(MOST_FLIPS)
                .map(intent -> intent.intent() + " " + intent.lost())
                .collect(Collectors.joining(", ")));
    for (Flips.Flip flip : flips.lost().subList(0, Math.min(MOST_FLIPS, flips.lost().size()))) {
      String query = flip.text();
      line(
          text,
          Figures.format(
              "  query %d: %s -> %s%s",
              flip.index(),
              flip.expected(),
              flip.candidate(),
              query == null ? "" : ", \"" + query + "\""));
    }
    if (flips.lost().size() > MOST_FLIPS) {
      line(text, Figures.format("  and %d more", flips.lost().size() - MOST_FLIPS));
    }
  }

  /** In lines of the terminal's width at most, without what would steer it. */
  private static void line(StringBuilder text, String line) {
    String indent = line.startsWith("  ") ? "  " : "";
    text.append(TerminalText.wrapped(indent + PlainText.line(line)));
  }
}
