package io.github.bertmark.report;

import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Outcome;
import io.github.bertmark.comparison.RunReference;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Kind;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.text.Figures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the parts of a comparison are put into words, the same in every kind of report. */
final class ComparisonTexts {
  private static final int MOST_NAMED = 3;

  private ComparisonTexts() {}

  /** The outcome in a sentence, with the exit code. */
  static String outcome(Comparison comparison) {
    String what =
        switch (comparison.outcome()) {
          case REGRESSION -> "REGRESSION: " + named(comparison, Verdict.REGRESSED);
          case NOT_COMPARABLE -> "NOT COMPARABLE: " + named(comparison, Verdict.NOT_COMPARABLE);
          case INCONCLUSIVE ->
              "INCONCLUSIVE, no regression found but none ruled out: "
                  + named(comparison, Verdict.INCONCLUSIVE);
          case PASS -> "PASS: nothing got worse";
        };
    String also =
        comparison.outcome() == Outcome.REGRESSION
                && !named(comparison, Verdict.NOT_COMPARABLE).isEmpty()
            ? "; not comparable: " + named(comparison, Verdict.NOT_COMPARABLE)
            : "";
    return what + also + " (exit code " + comparison.exitCode() + ").";
  }

  /** The outcome in a word or two, with the exit code. */
  static String verdict(Comparison comparison) {
    return Figures.format(
        "%s (exit code %d).",
        words(comparison.outcome()).toUpperCase(Locale.ROOT), comparison.exitCode());
  }

  /** What the verdict is of; of many variants how many they are. */
  private static String named(Comparison comparison, Verdict verdict) {
    List<Finding> found =
        comparison.findings().stream().filter(finding -> finding.verdict() == verdict).toList();
    if (found.stream().map(Finding::variant).distinct().count() > MOST_NAMED) {
      return found.stream()
          .collect(
              Collectors.groupingBy(
                  f -> f.metric().name(), LinkedHashMap::new, Collectors.counting()))
          .entrySet()
          .stream()
          .map(
              metric ->
                  metric.getKey()
                      + " of "
                      + Figures.count(metric.getValue(), "variant", "variants"))
          .collect(Collectors.joining(", "));
    }
    return comparison.findings().stream()
        .filter(finding -> finding.verdict() == verdict)
        .collect(
            Collectors.groupingBy(
                Finding::variant,
                LinkedHashMap::new,
                Collectors.mapping(f -> f.metric().name(), Collectors.joining(" and "))))
        .entrySet()
        .stream()
        .map(of -> of.getValue() + " of " + of.getKey())
        .collect(Collectors.joining(", "));
  }

  static String side(RunReference run) {
    String commit = run.gitCommit();
    return Figures.format(
        "%s (%s%s, %s%s, %s)",
        run.id(),
        run.quick() == null ? "" : "QUICK LOOK, ",
        run.createdAt().toString().substring(0, 10),
        run.cpuModel(),
        commit == null ? "" : ", commit " + commit.replaceFirst("^(.{10})[0-9a-f]*", "$1"),
        Figures.count(run.forks(), "fork", "forks"));
  }

  static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A finding's base or candidate, with its unit. */
  static String value(Metric metric, @Nullable Double value) {
    return value == null ? Figures.ABSENT : metric.unit().text(value);
  }

  static String change(Finding finding) {
    Double change = finding.change();
    if (change == null) {
      return Figures.ABSENT;
    }
    return finding.metric().kind() == Kind.SHARE_OF_ANSWERS
        ? Figures.format("%+.2f pt", change)
        : Figures.format("%+.1f %%", 100 * (change - 1));
  }

  static String interval(Finding finding) {
    Interval interval = finding.interval();
    if (interval == null) {
      return finding.metric().kind() == Kind.EXACT_NUMBER && finding.change() != null
          ? "exact"
          : Figures.ABSENT;
    }
    return finding.metric().kind() == Kind.SHARE_OF_ANSWERS
        ? Figures.format("%+.2f to %+.2f", interval.lower(), interval.upper())
        : Figures.format(
            "%+.1f to %+.1f", 100 * (interval.lower() - 1), 100 * (interval.upper() - 1));
  }
}
