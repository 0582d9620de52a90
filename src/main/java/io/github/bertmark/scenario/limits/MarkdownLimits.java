package io.github.bertmark.scenario.limits;

import io.github.bertmark.run.Bound;
import io.github.bertmark.run.Peer;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the summary that tells how far each variant is from what the machine can do. */
public final class MarkdownLimits {
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final double OPERATIONS_PER_GIGA = 1e9;

  private MarkdownLimits() {}

  /** The section; empty if the run measured nothing of it. */
  public static String of(RunDocument run) {
    List<VariantResult> variants =
        run.variants().stream()
            .filter(variant -> variant.bound() != null || variant.peers() != null)
            .toList();
    if (variants.isEmpty()) {
      return "";
    }
    List<String> header =
        List.of(
            "Variant",
            "Weights read (MiB)",
            "Operations (10⁹)",
            "Reading (ms)",
            "Computing (ms)",
            "Median / bound",
            "`classify` / bare run",
            "`classify` / DJL's Predictor");
    StringBuilder text = new StringBuilder("## How far from the limit\n\n");
    text.append(Markdown.row(header)).append(Markdown.rule(header.size()));
    for (VariantResult variant : variants) {
      Bound bound = variant.bound();
      text.append(
          Markdown.row(
              List.of(
                  Markdown.text(variant.displayName()),
                  bound == null
                      ? Figures.ABSENT
                      : Figures.format("%.1f", bound.weightBytes() / BYTES_PER_MIB),
                  bound == null
                      ? Figures.ABSENT
                      : Figures.format("%.2f", bound.operations() / OPERATIONS_PER_GIGA),
                  bound == null ? Figures.ABSENT : Figures.millis(bound.memoryMillis()),
                  bound == null ? Figures.ABSENT : Figures.millis(bound.computeMillis()),
                  bound == null
                      ? Figures.ABSENT
                      : Figures.format("%.2f", bound.measuredOverBound()),
                  ratio(variant, "bare-run"),
                  ratio(variant, "djl-predictor"))));
    }
    text.append(
        "\nThe bound is the larger of the times to read the weights at this machine's own rate and to"
            + " do the operations at the highest rate of ONNX Runtime's own products; both rates"
            + " were measured in this run. Ratios to other ways are of calls timed right after each"
            + " other; below 1 `classify` is the quicker.\n\n");
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

  private static String note(@Nullable Bound bound) {
    return bound == null || bound.note() == null ? "" : bound.note();
  }

  private static String ratio(VariantResult variant, String way) {
    List<Peer> peers = variant.peers() == null ? List.of() : variant.peers();
    return peers.stream()
        .filter(peer -> peer.name().equals(way))
        .findFirst()
        .map(peer -> Figures.format("%.3f", peer.classifyOver()))
        .orElse(Figures.ABSENT);
  }
}
