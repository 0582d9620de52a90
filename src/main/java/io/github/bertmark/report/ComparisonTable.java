package io.github.bertmark.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import io.github.bertmark.PlainText;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Difference;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Flips;
import io.github.bertmark.comparison.VariantVerdict;
import io.github.bertmark.text.Figures;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A comparison for the terminal, at most 100 columns wide; the outcome comes last. */
public final class ComparisonTable {
  private static final int COLUMNS = 100;
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
    List<ColumnData<Finding>> columns =
        List.of(
            left("Variant", 15, finding -> PlainText.line(finding.variant())),
            left("Metric", 12, finding -> finding.metric().name()),
            right("Base", 12, f -> ComparisonTexts.value(f.metric(), f.base())),
            right("Candidate", 12, f -> ComparisonTexts.value(f.metric(), f.candidate())),
            right("Change", 10, ComparisonTexts::change),
            right("Interval", 14, f -> ComparisonTexts.interval(f).replace(" to ", "..")),
            left("Verdict", 17, finding -> ComparisonTexts.words(finding.verdict())));
    return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, findings, columns)
            .replace("\r\n", "\n")
        + "\n";
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

  private static ColumnData<Finding> left(
      String header, int width, Function<Finding, String> text) {
    return new Column()
        .header(header)
        .dataAlign(HorizontalAlign.LEFT)
        .maxWidth(width, OverflowBehaviour.NEWLINE)
        .with(text);
  }

  private static ColumnData<Finding> right(
      String header, int width, Function<Finding, String> text) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.RIGHT)
        .dataAlign(HorizontalAlign.RIGHT)
        .maxWidth(width, OverflowBehaviour.NEWLINE)
        .with(text);
  }

  /** In lines of the terminal's width at most, without what would steer it. */
  private static void line(StringBuilder text, String line) {
    text.append(
        ((line.startsWith("  ") ? "  " : "") + PlainText.line(line))
            .replace(" %", "\u00a0%")
            .replaceAll("(.{1," + COLUMNS + "})(\\s+|$)", "$1\n")
            .replace('\u00a0', ' '));
  }
}
