package io.github.bertmark.scenario.limits;

import io.github.bertmark.run.Bound;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of the summary that tells how far each variant is from what the machine can do. */
public final class MarkdownLimits {
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final double OPERATIONS_PER_GIGA = 1e9;

  private MarkdownLimits() {}

  /** The section; empty if the run measured nothing of it. */
  public static String of(RunDocument run) {
    List<VariantResult> variants =
        run.variants().stream().filter(variant -> variant.bound() != null).toList();
    if (variants.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("## How far from the limit\n\n");
    text.append(
        new MarkdownTable<VariantResult>()
            .words("Variant", v -> Markdown.text(v.displayName()))
            .figures("Weights read (MiB)", of("%.1f", bound -> bound.weightBytes() / BYTES_PER_MIB))
            .figures(
                "Operations (10⁹)", of("%.2f", bound -> bound.operations() / OPERATIONS_PER_GIGA))
            .figures("Reading (ms)", of(bound -> Figures.millis(bound.memoryMillis())))
            .figures("Computing (ms)", of(bound -> Figures.millis(bound.computeMillis())))
            .figures("Median / bound", of("%.2f", Bound::measuredOverBound))
            .of(variants));
    text.append(
        "\nThe bound is the larger of the times to read the weights at this machine's own rate and to"
            + " do the operations at the highest rate of ONNX Runtime's own products; both rates"
            + " were measured in this run. The median is that of all calls, timed alone.\n\n");
    for (VariantResult variant : variants) {
      String note = note(variant.bound());
      if (!note.isEmpty()) {
        text.append("* ")
            .append(Markdown.text(variant.displayName()))
            .append(", beyond twice its bound: ")
            .append(Markdown.text(note))
            .append('\n');
      }
    }
    return text.append('\n').toString();
  }

  private static Function<VariantResult, String> of(
      String format, Function<Bound, Double> ofBound) {
    return of(bound -> Figures.format(format, ofBound.apply(bound)));
  }

  private static Function<VariantResult, String> of(Function<Bound, String> ofBound) {
    return variant -> variant.bound() == null ? Figures.ABSENT : ofBound.apply(variant.bound());
  }

  private static String note(@Nullable Bound bound) {
    return bound == null || bound.note() == null ? "" : bound.note();
  }
}
