package io.github.bertmark.report;

import static io.github.bertmark.report.TerminalText.figures;
import static io.github.bertmark.report.TerminalText.words;

import io.github.bertmark.PlainText;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Difference;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Flips;
import io.github.bertmark.comparison.JointVerdict;
import io.github.bertmark.comparison.VariantVerdict;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.text.Figures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A comparison for the terminal: a row for each variant, the outcome before and after it. At most
 * 100 columns wide, unless a variant's id is too long for that.
 */
public final class ComparisonTable {
  private static final int MOST_EXPLAINED = 3;
  private static final int MOST_FLIPS = 10;

  private ComparisonTable() {}

  /** The text, which ends with a line feed. */
  public static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    line(text, ComparisonTexts.outcome(comparison));
    line(text, "Base:      " + ComparisonTexts.side(comparison.base()));
    line(text, "Candidate: " + ComparisonTexts.side(comparison.candidate()));
    String named =
        comparison.differences().stream().map(Difference::text).collect(Collectors.joining("; "));
    if (!named.isEmpty()) {
      line(text, "What differs: " + named);
    }
    text.append(table(comparison));
    explanations(text, comparison);
    comparison.notes().forEach(note -> line(text, "Note: " + note));
    line(text, ComparisonTexts.verdict(comparison));
    return text.toString();
  }

  private static String table(Comparison comparison) {
    return TerminalText.table(
        comparison.verdicts(),
        List.of(
            words(
                "Variant", longestId(comparison) + 2, verdict -> PlainText.line(verdict.variant())),
            figures("Latency %", verdict -> change(time(comparison, verdict))),
            figures("Accuracy pt", verdict -> change(of(comparison, verdict, Catalogue.ACCURACY))),
            figures("Size %", verdict -> change(of(comparison, verdict, Catalogue.SIZE))),
            words("Verdict", 12, verdict -> verdict(comparison, verdict))));
  }

  /** What got worse is not made up for by what is open. */
  private static String verdict(Comparison comparison, VariantVerdict verdict) {
    boolean worse =
        comparison.findings().stream()
            .filter(finding -> finding.variant().equals(verdict.variant()))
            .anyMatch(finding -> finding.verdict() == Verdict.REGRESSED);
    return worse && verdict.verdict() == JointVerdict.UNDECIDED
        ? "worse"
        : ComparisonTexts.words(verdict.verdict());
  }

  private static int longestId(Comparison comparison) {
    return comparison.verdicts().stream()
        .mapToInt(verdict -> PlainText.line(verdict.variant()).length())
        .max()
        .orElse(1);
  }

  /** What is told of the time: between machines its proportion to the ruler. */
  private static @Nullable Finding time(Comparison comparison, VariantVerdict verdict) {
    Finding latency = of(comparison, verdict, Catalogue.LATENCY);
    return latency == null || latency.change() == null
        ? of(comparison, verdict, Catalogue.RULER)
        : latency;
  }

  private static @Nullable Finding of(
      Comparison comparison, VariantVerdict verdict, Metric metric) {
    return comparison.finding(verdict.variant(), metric).orElse(null);
  }

  /** A change and its interval, in the unit of the column. */
  private static String change(@Nullable Finding finding) {
    if (finding == null || finding.change() == null) {
      return Figures.ABSENT;
    }
    String change = ComparisonTexts.change(finding).replaceFirst(" .*", "");
    return finding.interval() == null
        ? change
        : change + " (" + ComparisonTexts.interval(finding).replace(" to ", "..") + ")";
  }

  /** Why, of what weighs most; of a comparison of one variant, of all that is not plain. */
  private static void explanations(StringBuilder text, Comparison comparison) {
    boolean one = comparison.verdicts().size() == 1;
    List<Finding> weighty =
        Stream.of(Verdict.REGRESSED, Verdict.NOT_COMPARABLE, Verdict.INCONCLUSIVE, Verdict.IMPROVED)
            .filter(v -> one || v == Verdict.REGRESSED || v == Verdict.NOT_COMPARABLE)
            .flatMap(v -> comparison.findings().stream().filter(f -> f.verdict() == v))
            .toList();
    Map<String, List<Finding>> reasons =
        weighty.stream()
            .collect(
                Collectors.groupingBy(
                    ComparisonTable::reason, LinkedHashMap::new, Collectors.toList()));
    reasons.entrySet().stream()
        .limit(MOST_EXPLAINED)
        .forEach(
            reason -> {
              String of =
                  reason.getValue().stream()
                      .map(Finding::variant)
                      .distinct()
                      .collect(Collectors.joining(", "));
              line(text, of + ", " + reason.getKey());
              reason.getValue().forEach(finding -> flips(text, finding));
            });
    if (reasons.size() > MOST_EXPLAINED) {
      line(
          text,
          Figures.format(
              "And %d more: compare --output FOLDER writes the reasons of all.",
              reasons.size() - MOST_EXPLAINED));
    }
    String forks = one ? "" : forksToDecide(comparison);
    if (!forks.isEmpty()) {
      line(text, "Forks a side that would settle what is undecided: " + forks + ".");
    }
  }

  private static String reason(Finding finding) {
    // What differs stands above.
    String why =
        finding.sentence().startsWith("what differs: ") ? "see what differs" : finding.sentence();
    return Figures.format(
        "%s: %s. %s",
        finding.metric().name(),
        ComparisonTexts.words(finding.verdict()).toUpperCase(Locale.ROOT),
        why);
  }

  private static String forksToDecide(Comparison comparison) {
    return comparison.findings().stream()
        .filter(finding -> finding.forksToDecide() != null)
        .map(
            finding ->
                Figures.format(
                    "%d for the %s of %s",
                    finding.forksToDecide(), finding.metric().name(), finding.variant()))
        .collect(Collectors.joining(", "));
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
  }

  /** In lines of the terminal's width at most, without what would steer it. */
  private static void line(StringBuilder text, String line) {
    String indent = line.startsWith("  ") ? "  " : "";
    text.append(TerminalText.wrapped(indent + PlainText.line(line)));
  }
}
