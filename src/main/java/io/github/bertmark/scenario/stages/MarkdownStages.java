package io.github.bertmark.scenario.stages;

import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.Stages;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the summary that tells where the time of a call goes. */
final class MarkdownStages {
  private static final List<String> HEADER =
      List.of(
          "Variant, median (ms)",
          "Tokenise",
          "Infer",
          "Label",
          "Whole call",
          "Bare `OrtSession.run`",
          "Whole call / bare run");

  private MarkdownStages() {}

  static String of(RunDocument run) {
    if (run.variants().stream().allMatch(variant -> variant.stages() == null)) {
      return "";
    }
    StringBuilder text = new StringBuilder("## Where the time goes\n\n");
    text.append(Markdown.row(HEADER)).append(Markdown.rule(HEADER.size()));
    for (VariantResult variant : run.variants()) {
      Stages stages = variant.stages();
      if (stages != null) {
        Double ratio = stages.classifyOverBareRun();
        text.append(
            Markdown.row(
                List.of(
                    Markdown.text(variant.displayName()),
                    median(stages.tokenise()),
                    median(stages.infer()),
                    median(stages.label()),
                    median(stages.classify()),
                    median(stages.bareRun()),
                    ratio == null ? Figures.ABSENT : Figures.format("%.3f", ratio))));
      }
    }
    return text.append('\n').toString();
  }

  private static String median(@Nullable Latency stage) {
    return stage == null ? Figures.ABSENT : Figures.millis(stage.medianMillis());
  }
}
