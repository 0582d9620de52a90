package io.github.bertmark.report;

import io.github.bertmark.choice.Frontier;
import io.github.bertmark.choice.Lead;
import io.github.bertmark.evaluate.Answers;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.scenario.list.Scenarios;
import io.github.bertmark.text.DataNotes;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.FoundNotes;
import io.github.bertmark.text.LocalPaths;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import io.github.bertmark.text.QuickNote;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run as Markdown: the result in a sentence, the figures, the picture, and how it was measured.
 */
final class MarkdownSummary {
  private static final String SAMPLE_WARNING =
      "Accuracies are of the built-in sample, not of CLINC150, and compare with those of no other"
          + " set.";

  private final RunDocument run;
  private final List<Figure> further;
  private final StringBuilder text = new StringBuilder();

  private MarkdownSummary(RunDocument run, Catalogue catalogue) {
    this.run = run;
    this.further = catalogue.further(run.variants());
  }

  static String of(RunDocument run, Lead lead, Catalogue catalogue) {
    MarkdownSummary summary = new MarkdownSummary(run, catalogue);
    summary.lead(lead);
    summary.figures();
    Scenarios.ALL.forEach(scenario -> summary.text.append(scenario.summary(run)));
    summary.found();
    return summary.text + MarkdownMethod.of(run);
  }

  private void found() {
    List<String> notes = FoundNotes.of(run);
    if (!notes.isEmpty()) {
      text.append("## What was found\n\n");
      notes.forEach(
          note -> text.append("* ").append(Markdown.text(LocalPaths.hidden(note))).append('\n'));
      text.append('\n');
    }
  }

  private static final String BIAS_NOTE =
      "As fine-tuned: the accuracy without the constant that a variant's classifier adds to the"
          + " logit of what is out of scope.";

  private void lead(Lead lead) {
    text.append("# ").append(Markdown.text(lead.headline())).append("\n\n");
    if (lead.sureness() != null) {
      text.append(Markdown.text(lead.sureness())).append("\n\n");
    }
    warnings(run).forEach(warning -> text.append("**").append(warning).append("**\n\n"));
  }

  /** What a reader of the figures is warned of, each in Markdown. */
  static List<String> warnings(RunDocument run) {
    String sample = run.dataset().sample() ? SAMPLE_WARNING : null;
    return Stream.concat(
            Stream.of(QuickNote.of(run), sample).filter(Objects::nonNull),
            DataNotes.of(run).stream().map(LocalPaths::hidden))
        .map(Markdown::text)
        .toList();
  }

  private void figures() {
    VariantResult baseline = run.variants().get(0);
    Set<String> frontier = Frontier.of(run);
    MarkdownTable<VariantResult> table =
        new MarkdownTable<VariantResult>()
            .words("Variant", variant -> name(variant, frontier))
            .figures("Size (MiB)", v -> Figures.mebibytes(v.model().sizeMiB()))
            .figures("Latency, mean ± std (ms)", v -> Figures.meanAndDeviation(v.latency()))
            .figures(
                "95 % interval of the mean (ms)", v -> Figures.meanInterval(v.latency(), " to "))
            .figures("Speed-up", variant -> Figures.speedUp(baseline, variant))
            .figures("Accuracy (%)", v -> Figures.percent(v.accuracy().accuracy()))
            .figures("95 % interval (%)", v -> Figures.accuracyInterval(v.accuracy(), " to "));
    boolean biased = run.variants().stream().anyMatch(v -> v.accuracy().plain() != null);
    if (biased) {
      table.figures("As fine-tuned (%)", v -> Figures.percent(v.accuracy().asFineTuned()));
    }
    if (run.dataset().traits().outOfScope() != null) {
      table
          .figures("In scope (%)", v -> Figures.percent(v.accuracy().inScopeAccuracy()))
          .figures(
              "Out-of-scope recall (%)", v -> Figures.percent(v.accuracy().outOfScopeRecall()));
    }
    boolean detection =
        run.variants().stream().anyMatch(v -> ofAnswers(v, Answers::outOfScopeAuroc) != null);
    if (detection) {
      table
          .figures(
              "Out-of-scope AUROC (%)",
              v -> Figures.percent(ofAnswers(v, Answers::outOfScopeAuroc)))
          .figures(
              "Out-of-scope AUPR (%)", v -> Figures.percent(ofAnswers(v, Answers::outOfScopeAupr)));
    }
    table.figures("Macro F1 (%)", v -> Figures.percent(v.accuracy().macroF1()));
    further.forEach(figure -> table.figures(Markdown.text(figure.heading()), figure::text));
    text.append(table.of(run.variants()));
    text.append(
        "\n"
            + Figures.ON_FRONTIER
            + " no other variant is as fast, as accurate and as small. Speed-up: over "
            + Markdown.text(baseline.displayName())
            + ", of means. Mean and standard deviation are over all calls; the interval of the mean"
            + " takes the fork as the unit of replication (Student's t)"
            + (run.protocol().forks() < 2 ? ", which a single fork cannot give" : "")
            + "; the interval of the accuracy is Wilson's."
            + (biased ? " " + BIAS_NOTE : "")
            + (detection
                ? " AUROC and AUPR (average precision) are of the score as a detector of queries out"
                    + " of scope: that of an answer out of scope, 1 - score of any other."
                : "")
            + "\n\n");
    text.append("<picture>\n")
        .append("  <source media=\"(prefers-color-scheme: dark)\" srcset=\"tradeoff-dark.svg\">\n")
        .append("  <img alt=\"Accuracy against latency\" src=\"tradeoff.svg\">\n")
        .append("</picture>\n\n");
  }

  private static String name(VariantResult variant, Set<String> frontier) {
    String mark = frontier.contains(variant.id()) ? " " + Figures.ON_FRONTIER : "";
    return Markdown.text(variant.displayName()) + mark;
  }

  private static @Nullable Double ofAnswers(
      VariantResult variant, Function<Answers, @Nullable Double> figure) {
    Answers answers = variant.accuracy().answers();
    return answers == null ? null : figure.apply(answers);
  }
}
