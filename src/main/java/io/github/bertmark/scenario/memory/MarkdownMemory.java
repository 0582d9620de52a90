package io.github.bertmark.scenario.memory;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.Memory;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The part of the summary that tells what memory a process needs, and whether that stays. */
final class MarkdownMemory {
  private static final double BYTES_PER_MIB = 1 << 20;

  private MarkdownMemory() {}

  static String of(RunDocument run) {
    List<VariantResult> variants = MemoryScenario.measured(run);
    if (variants.isEmpty()) {
      return "";
    }
    return "## Memory\n\n"
        + new MarkdownTable<VariantResult>()
            .words("Variant", v -> Markdown.text(v.displayName()))
            .figures("Resident when open (MiB)", mebibytes(Memory::meanOpenedBytes))
            .figures("At peak (MiB)", mebibytes(Memory::meanPeakBytes))
            .figures("Model file (MiB)", v -> mebibytes(v.model().sizeBytes()))
            .figures("Queries", v -> Figures.format("%,d", of(v).queries()))
            .figures(
                "Growth (B/query)", v -> Figures.format("%.0f", of(v).meanGrowthBytesPerQuery()))
            .figures("95 % interval", MarkdownMemory::interval)
            .words("", MarkdownMemory::verdict)
            .of(variants)
        + Figures.format(
            "\nOf %d processes each, whose Java heap of %s MiB is resident from the start (in use in the"
                + " end: %s MiB at most). All queries differ; their lengths first grow to the"
                + " longest. The growth is of the plateau behind that, and none if the interval"
                + " excludes %,d bytes a query.\n\n",
            of(variants.get(0)).peakBytes().size(),
            mebibytes(of(variants.get(0)).heapBytes()),
            mebibytes(variants.stream().mapToLong(v -> of(v).heapUsedBytes()).max().orElseThrow()),
            Memory.LIMIT_BYTES_PER_QUERY);
  }

  private static String verdict(VariantResult variant) {
    return switch (of(variant).growth()) {
      case NO_GROWTH -> "no growth";
      case GROWTH -> "**grows**";
      case OPEN -> "open";
    };
  }

  private static String interval(VariantResult variant) {
    Interval interval = of(variant).growthInterval95BytesPerQuery();
    return interval == null
        ? Figures.ABSENT
        : Figures.format("%.0f to %.0f", interval.lower(), interval.upper());
  }

  private static Memory of(VariantResult variant) {
    return Objects.requireNonNull(MemoryScenario.of(variant));
  }

  private static Function<VariantResult, String> mebibytes(Function<Memory, Double> bytes) {
    return variant -> mebibytes(bytes.apply(of(variant)));
  }

  private static String mebibytes(double bytes) {
    return Figures.format("%.1f", bytes / BYTES_PER_MIB);
  }
}
