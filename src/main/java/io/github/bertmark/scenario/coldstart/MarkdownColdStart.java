package io.github.bertmark.scenario.coldstart;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.ColdStart;
import io.github.bertmark.run.scenario.ColdStart.Stage;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;

/** The part of the summary that tells what a start costs, and when it has paid. */
final class MarkdownColdStart {
  private MarkdownColdStart() {}

  static String of(RunDocument run) {
    List<VariantResult> variants = BreakEven.started(run);
    if (variants.isEmpty()) {
      return "";
    }
    MarkdownTable<VariantResult> table =
        new MarkdownTable<VariantResult>()
            .words("Variant, mean (ms)", v -> Markdown.text(v.displayName()))
            .figures("First answer", millis(ColdStart::meanFirstAnswerMillis))
            .figures("95 % interval", MarkdownColdStart::interval);
    List<Stage> stages = of(variants.get(0)).stages();
    for (int i = 0; i < stages.size(); i++) {
      int stage = i;
      table.figures(stages.get(i).name(), millis(cold -> cold.stages().get(stage).meanMillis()));
    }
    table.figures("Later answers", millis(ColdStart::lateAnswerMillis));
    return "## The first answer of a fresh JVM\n\n"
        + table.of(variants)
        + Figures.format(
            "\nFrom the start of the process to its first answer, over %d JVMs; the stages in"
                + " between add up to it. The files lay in the page cache. Later answers: the mean of the"
                + " latter half of up to %d, which differ.\n\n",
            of(variants.get(0)).readyMillis().size(), of(variants.get(0)).answersMillis().size())
        + overtakings(variants);
  }

  /** Who opens later than another and has yet answered more in the end. */
  private static String overtakings(List<VariantResult> variants) {
    List<String> lines = new ArrayList<>();
    for (VariantResult variant : variants) {
      for (VariantResult other : variants) {
        OptionalLong answers = BreakEven.answers(of(variant), of(other));
        if (variant != other && answers.isPresent() && answers.getAsLong() > 1) {
          lines.add(
              Figures.format(
                  "* %s has overtaken %s after %,d answers.\n",
                  Markdown.text(variant.displayName()),
                  Markdown.text(other.displayName()),
                  answers.getAsLong()));
        }
      }
    }
    return lines.isEmpty() ? "Who answers first stays ahead.\n\n" : String.join("", lines) + "\n";
  }

  private static ColdStart of(VariantResult variant) {
    return Objects.requireNonNull(BreakEven.of(variant));
  }

  private static Function<VariantResult, String> millis(Function<ColdStart, Double> value) {
    return variant -> Figures.millis(value.apply(of(variant)));
  }

  private static String interval(VariantResult variant) {
    ColdStart cold = of(variant);
    return Figures.interval(
        cold.firstAnswerInterval95Millis(), cold.meanFirstAnswerMillis(), " to ");
  }
}
