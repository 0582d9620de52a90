package io.github.bertmark.report;

import io.github.bertmark.choice.Frontier;
import io.github.bertmark.choice.Headline;
import io.github.bertmark.evaluate.Answers;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.scenario.list.Scenarios;
import io.github.bertmark.text.DataNotes;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.QuickNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run as Markdown: the result in a sentence, the figures, the picture, and how it was measured.
 */
final class MarkdownSummary {
  static final String SAMPLE_WARNING =
      "Accuracies are of the built-in sample, not of CLINC150, and compare with those of no other"
          + " set.";

  private final RunDocument run;
  private final List<Figure> further;
  private final StringBuilder text = new StringBuilder();

  private MarkdownSummary(RunDocument run, Catalogue catalogue) {
    this.run = run;
    this.further = catalogue.further(run.variants());
  }

  static String of(RunDocument run, VariantResult studied) {
    return of(run, studied, Catalogue.STANDARD);
  }

  static String of(RunDocument run, VariantResult studied, Catalogue catalogue) {
    MarkdownSummary summary = new MarkdownSummary(run, catalogue);
    summary.lead(studied);
    summary.figures();
    Scenarios.ALL.forEach(scenario -> summary.text.append(scenario.summary(run)));
    return summary.text + MarkdownMethod.of(run);
  }

  private void lead(VariantResult studied) {
    text.append("# ").append(Markdown.text(Headline.of(run, studied))).append("\n\n");
    String quick = QuickNote.of(run);
    if (quick != null) {
      text.append("**").append(quick).append("**\n\n");
    }
    if (run.dataset().sample()) {
      text.append("**").append(SAMPLE_WARNING).append("**\n\n");
    }
    DataNotes.of(run)
        .forEach(note -> text.append("**").append(Markdown.text(note)).append("**\n\n"));
  }

  private void figures() {
    List<String> header = new ArrayList<>();
    header.addAll(
        List.of(
            "Variant",
            "Size (MiB)",
            "Latency, mean ± std (ms)",
            "95 % interval of the mean (ms)",
            "Speed-up",
            "Accuracy (%)",
            "95 % interval (%)"));
    boolean outOfScope = run.dataset().traits().outOfScope() != null;
    if (outOfScope) {
      header.addAll(List.of("In scope (%)", "Out-of-scope recall (%)"));
    }
    boolean detection = run.variants().stream().anyMatch(v -> auroc(v) != null);
    if (detection) {
      header.addAll(List.of("Out-of-scope AUROC (%)", "Out-of-scope AUPR (%)"));
    }
    header.add("Macro F1 (%)");
    further.forEach(figure -> header.add(Markdown.text(figure.heading())));
    text.append(Markdown.row(header)).append(Markdown.rule(header.size()));
    VariantResult baseline = run.variants().get(0);
    Set<String> frontier = Frontier.of(run);
    for (VariantResult variant : run.variants()) {
      Latency latency = variant.latency();
      Accuracy accuracy = variant.accuracy();
      List<String> row = new ArrayList<>();
      row.addAll(
          List.of(
              Markdown.text(variant.displayName())
                  + (frontier.contains(variant.id()) ? " " + Figures.ON_FRONTIER : ""),
              Figures.mebibytes(variant.model().sizeMiB()),
              Figures.meanAndDeviation(latency),
              Figures.meanInterval(latency, " to "),
              Figures.speedUp(baseline, variant),
              Figures.percent(accuracy.accuracy()),
              Figures.accuracyInterval(accuracy, " to ")));
      if (outOfScope) {
        row.add(Figures.percent(accuracy.inScopeAccuracy()));
        row.add(Figures.percent(accuracy.outOfScopeRecall()));
      }
      if (detection) {
        Answers answers = accuracy.answers();
        row.add(Figures.percent(auroc(variant)));
        row.add(Figures.percent(answers == null ? null : answers.outOfScopeAupr()));
      }
      row.add(Figures.percent(accuracy.macroF1()));
      further.forEach(figure -> row.add(figure.text(variant)));
      text.append(Markdown.row(row));
    }
    text.append(
        "\n"
            + Figures.ON_FRONTIER
            + " no other variant is as fast, as accurate and as small. Speed-up: over "
            + Markdown.text(baseline.displayName())
            + ", of means. Mean and standard deviation are over all calls; the interval of the mean"
            + " takes the fork as the unit of replication (Student's t)"
            + (run.protocol().forks() < 2 ? ", which a single fork cannot give" : "")
            + "; the interval of the accuracy is Wilson's."
            + (detection
                ? " AUROC and AUPR (average precision) are of 1 - score as a detector of queries out"
                    + " of scope."
                : "")
            + "\n\n");
    text.append("<picture>\n")
        .append("  <source media=\"(prefers-color-scheme: dark)\" srcset=\"tradeoff-dark.svg\">\n")
        .append("  <img alt=\"Accuracy against latency\" src=\"tradeoff.svg\">\n")
        .append("</picture>\n\n");
  }

  private static @Nullable Double auroc(VariantResult variant) {
    Answers answers = variant.accuracy().answers();
    return answers == null ? null : answers.outOfScopeAuroc();
  }
}
