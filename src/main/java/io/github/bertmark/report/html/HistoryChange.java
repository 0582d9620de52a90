package io.github.bertmark.report.html;

import io.github.bertmark.comparison.Difference;
import io.github.bertmark.comparison.Drift;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.RunChanges;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is different in a run from the one before, as the gate finds it, so that the history never
 * says otherwise than a comparison of the two.
 *
 * @param run its position in the history
 * @param variant that it is about; null for the whole run
 */
record HistoryChange(int run, @Nullable String variant, String text) {
  /** Longer values, such as lists of flags, are not spelt out. */
  private static final int LONGEST_VALUE = 40;

  static List<HistoryChange> between(
      int run, RunDocument before, RunDocument after, RunChanges found) {
    List<HistoryChange> changes = new ArrayList<>();
    add(changes, run, null, setting(found));
    for (String variant : found.variants()) {
      if (before.variant(variant).isEmpty()) {
        add(changes, run, variant, List.of("new"));
      } else if (after.variant(variant).isEmpty()) {
        add(changes, run, variant, List.of("no longer measured"));
      } else {
        add(changes, run, variant, texts(found, variant));
      }
    }
    return changes;
  }

  static HistoryChange of(Drift drift) {
    return new HistoryChange(
        drift.run(),
        drift.variant(),
        Figures.format(
            "%s %s: %s.",
            drift.metric().name(),
            drift.verdict().name().toLowerCase(Locale.ROOT),
            drift.sentence()));
  }

  private static void add(
      List<HistoryChange> changes, int run, @Nullable String variant, List<String> texts) {
    if (!texts.isEmpty()) {
      changes.add(new HistoryChange(run, variant, String.join("; ", texts) + "."));
    }
  }

  /** What keeps something of the two runs from being compared. */
  private static List<String> setting(RunChanges found) {
    return found.differences().stream()
        .filter(difference -> difference.variant() == null && !difference.blocks().isEmpty())
        .map(HistoryChange::text)
        .toList();
  }

  private static List<String> texts(RunChanges found, String variant) {
    List<String> texts =
        found.findings().stream()
            .filter(finding -> finding.variant().equals(variant))
            .map(HistoryChange::text)
            .collect(Collectors.toCollection(ArrayList::new));
    found.differences().stream()
        .filter(difference -> variant.equals(difference.variant()))
        .map(HistoryChange::text)
        .forEach(texts::add);
    return texts;
  }

  private static String text(Finding finding) {
    return Figures.format(
        "%s %s: %s",
        finding.metric().name(),
        finding.verdict().name().toLowerCase(Locale.ROOT),
        finding.sentence());
  }

  private static String text(Difference difference) {
    return Math.max(difference.base().length(), difference.candidate().length()) > LONGEST_VALUE
        ? "other " + difference.name()
        : Figures.format(
            "%s %s -> %s", difference.name(), difference.base(), difference.candidate());
  }
}
