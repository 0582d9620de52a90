package io.github.bertmark.scenario.stages;

import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.Stages;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of the summary that tells where the time of a call goes. */
final class MarkdownStages {
  private MarkdownStages() {}

  static String of(RunDocument run) {
    List<VariantResult> variants =
        run.variants().stream().filter(variant -> variant.stages() != null).toList();
    return variants.isEmpty()
        ? ""
        : "## Where the time goes\n\n"
            + new MarkdownTable<VariantResult>()
                .words("Variant, median (ms)", v -> Markdown.text(v.displayName()))
                .figures("Tokenise", median(Stages::tokenise))
                .figures("Infer", median(Stages::infer))
                .figures("Label", median(Stages::label))
                .figures("Whole call", median(Stages::classify))
                .figures("Bare `OrtSession.run`", median(Stages::bareRun))
                .figures("Whole call / bare run", MarkdownStages::ratio)
                .of(variants)
            + "\nMedians of calls that took turns in one session, in JVMs of their own: the whole call's is"
            + " not that of the calls timed alone. The ratio is of calls of the same round.\n\n";
  }

  private static Function<VariantResult, String> median(
      Function<Stages, @Nullable Latency> ofStages) {
    return variant -> {
      Latency stage = ofStages.apply(Objects.requireNonNull(variant.stages()));
      return stage == null ? Figures.ABSENT : Figures.millis(stage.medianMillis());
    };
  }

  private static String ratio(VariantResult variant) {
    Double ratio = Objects.requireNonNull(variant.stages()).classifyOverBareRun();
    return ratio == null ? Figures.ABSENT : Figures.format("%.3f", ratio);
  }
}
