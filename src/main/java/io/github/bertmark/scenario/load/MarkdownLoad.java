package io.github.bertmark.scenario.load;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.Load;
import io.github.bertmark.run.scenario.LoadSearch;
import io.github.bertmark.run.scenario.LoadStep;
import io.github.bertmark.run.scenario.ScenarioResults;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The part of the summary that tells how many queries a second are answered in time. */
final class MarkdownLoad {
  private MarkdownLoad() {}

  static String of(RunDocument run) {
    List<VariantResult> variants = loaded(run);
    if (variants.isEmpty()) {
      return "";
    }
    Load any = load(variants.get(0));
    MarkdownTable<VariantResult> table =
        new MarkdownTable<VariantResult>()
            .words("Variant", v -> Markdown.text(v.displayName()))
            .figures("Highest rate (queries/s)", v -> number(load(v).perSecond()))
            .figures("p50 there (ms)", v -> held(v, LoadStep::p50Millis))
            .figures("p99 there (ms)", v -> held(v, LoadStep::p99Millis))
            .figures("Queries there", v -> held(v, LoadStep::queries));
    if (any.pricePerHour() != null) {
      table.figures("Price of a million queries", v -> price(load(v).pricePerMillion()));
    }
    return "## Queries that arrive by chance\n\n"
        + table.words("Verdict", v -> verdict(load(v))).of(variants)
        + Figures.format(
            "\nThe highest rate, on a grid of 5 %%, at which 99 %% of the queries are answered within"
                + " %s ms of their arrival: the mean over JVMs (%d), percentiles of the first. One"
                + " session of %d thread(s) serves %d worker(s). VALID: there were queries enough to"
                + " bound p99, and the generator was on time.\n\n",
            Figures.millis(any.boundMillis()),
            any.searches().size(),
            any.intraOpThreads(),
            any.workers());
  }

  static List<VariantResult> loaded(RunDocument run) {
    return run.variants().stream().filter(v -> v.measured(ScenarioResults::load) != null).toList();
  }

  private static Load load(VariantResult variant) {
    return Objects.requireNonNull(variant.measured(ScenarioResults::load));
  }

  private static String number(@Nullable Double rate) {
    return rate == null ? Figures.ABSENT : Figures.format("%,.1f", rate);
  }

  private static String price(@Nullable Double price) {
    return price == null ? Figures.ABSENT : Figures.format("%.3f", price);
  }

  private static String held(VariantResult variant, ToDoubleFunction<LoadStep> value) {
    LoadSearch first = load(variant).searches().get(0);
    return first.held() == null
        ? Figures.ABSENT
        : Figures.format("%,.1f", value.applyAsDouble(first.held()));
  }

  private static String verdict(Load load) {
    return load.valid() ? "VALID" : "INVALID: " + String.join("; ", load.faults());
  }
}
