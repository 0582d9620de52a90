package io.github.bertmark.report;

import io.github.bertmark.results.Accuracy;
import io.github.bertmark.results.Environment;
import io.github.bertmark.results.Latency;
import io.github.bertmark.results.Protocol;
import io.github.bertmark.results.RunDocument;
import io.github.bertmark.results.Stages;
import io.github.bertmark.results.VariantResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as Markdown: the result in a sentence, the figures, the picture, and how it was measured.
 */
final class MarkdownSummary {
  private final RunDocument run;
  private final StringBuilder text = new StringBuilder();

  private MarkdownSummary(RunDocument run) {
    this.run = run;
  }

  static String of(RunDocument run, VariantResult studied) {
    MarkdownSummary summary = new MarkdownSummary(run);
    summary.lead(studied);
    summary.figures();
    summary.stages();
    summary.method();
    summary.models();
    return summary.text.toString();
  }

  private void lead(VariantResult studied) {
    text.append("# ").append(Markdown.text(Headline.of(run, studied))).append("\n\n");
    if (run.dataset().sample()) {
      text.append(
          "**Accuracies are of the built-in sample, not of CLINC150, and compare with those of no"
              + " other set.**\n\n");
    }
  }

  private void figures() {
    List<String> header =
        List.of(
            "Variant",
            "Size (MiB)",
            "Latency, mean ± std (ms)",
            "95 % interval of the mean (ms)",
            "Median (ms)",
            "p90 (ms)",
            "p95 (ms)",
            "p99 (ms)",
            "Accuracy (%)",
            "95 % interval (%)",
            "In scope (%)",
            "Out-of-scope recall (%)",
            "Macro F1 (%)");
    text.append(Markdown.row(header)).append(Markdown.rule(header.size()));
    for (VariantResult variant : run.variants()) {
      Latency latency = variant.latency();
      Accuracy accuracy = variant.accuracy();
      text.append(
          Markdown.row(
              List.of(
                  Markdown.text(variant.displayName()),
                  Figures.mebibytes(variant.model().sizeMiB()),
                  Figures.meanAndDeviation(latency),
                  Figures.meanInterval(latency, " to "),
                  Figures.millis(latency.medianMillis()),
                  Figures.millis(latency.p90Millis()),
                  Figures.millis(latency.p95Millis()),
                  Figures.millis(latency.p99Millis()),
                  Figures.percent(accuracy.accuracy()),
                  Figures.accuracyInterval(accuracy, " to "),
                  Figures.percent(accuracy.inScopeAccuracy()),
                  Figures.percent(accuracy.outOfScopeRecall()),
                  Figures.percent(accuracy.macroF1()))));
    }
    text.append(
        "\nMean, standard deviation and percentiles are over all calls; the interval of the mean"
            + " takes the fork as the unit of replication (Student's t)"
            + (run.protocol().forks() < 2 ? ", which a single fork cannot give" : "")
            + "; the interval of the accuracy is Wilson's.\n\n");
    text.append("![Accuracy against latency](tradeoff.svg)\n\n");
  }

  private void stages() {
    if (run.variants().stream().allMatch(variant -> variant.stages() == null)) {
      return;
    }
    text.append("## Where the time goes\n\n");
    List<String> header =
        List.of(
            "Variant, median (ms)",
            "Tokenise",
            "Infer",
            "Label",
            "Bare `OrtSession.run`",
            "Whole call / bare run");
    text.append(Markdown.row(header)).append(Markdown.rule(header.size()));
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
                    median(stages.bareRun()),
                    ratio == null ? Figures.ABSENT : Figures.format("%.3f", ratio))));
      }
    }
    text.append('\n');
  }

  private static String median(@Nullable Latency stage) {
    return stage == null ? Figures.ABSENT : Figures.millis(stage.medianMillis());
  }

  private void method() {
    Protocol protocol = run.protocol();
    text.append("## How it was measured\n\n");
    item(
        "Protocol",
        Figures.format(
                "JMH %s, mode %s, %s a variant, each of %d calls to warm up and %s, one query a"
                    + " call: ",
                Markdown.text(protocol.jmhVersion()),
                Markdown.code(protocol.mode()),
                Figures.count(protocol.forks(), "fork", "forks"),
                protocol.warmupIterations(),
                Figures.count(protocol.measurementIterations(), "timed call", "timed calls"))
            + Markdown.code(protocol.query()));
    item(
        "Threads",
        Figures.format(
            "%d within an operator, %d across, called from %s",
            protocol.intraOpThreads(),
            protocol.interOpThreads(),
            Figures.count(protocol.callers(), "thread", "threads")));
    item("Machine", Markdown.text(machine(run.environment())));
    item(
        "Software",
        Markdown.text(
                Figures.format(
                    "ONNX Runtime %s, %s %s (JDK %s), flags ",
                    protocol.onnxRuntimeVersion(),
                    run.jvm().name(),
                    run.jvm().version(),
                    run.jvm().jdkVersion()))
            + (run.jvm().arguments().isEmpty()
                ? "none"
                : Markdown.code(String.join(" ", run.jvm().arguments()))));
    item(
        "Data set",
        Markdown.text(
                Figures.format(
                    "%s, %s of %s, SHA-256 ",
                    run.dataset().name(),
                    Figures.count(run.dataset().queries(), "query", "queries"),
                    run.dataset().split()))
            + Markdown.code(run.dataset().sha256()));
    String commit = run.gitCommit();
    item(
        "Run",
        Figures.format(
                "%s, begun %s, bertmark %s%s, ",
                Markdown.code(run.id()),
                run.createdAt(),
                Markdown.text(run.bertmarkVersion()),
                commit == null ? "" : " at commit " + Markdown.code(commit))
            + Markdown.code(run.command()));
  }

  private void models() {
    for (VariantResult variant : run.variants()) {
      item(
          Markdown.text(variant.displayName()),
          Markdown.code(variant.id())
              + ", SHA-256 "
              + Markdown.code(variant.model().sha256())
              + Figures.format(
                  ", all %s answered ",
                  Figures.count(variant.audit().calls(), "audited call", "audited calls"))
              + Markdown.code(variant.audit().label())
              + " as the accuracy pass did");
    }
  }

  private void item(String name, String markdown) {
    text.append("* **").append(name).append("**: ").append(markdown).append('\n');
  }

  private static String machine(Environment machine) {
    List<String> parts = new ArrayList<>();
    parts.add(TradeoffTexts.cpu(machine));
    parts.add(machine.architecture());
    parts.add(
        Figures.format(
            "%s (%d logical, %d available)",
            Figures.count(machine.physicalCores(), "core", "cores"),
            machine.logicalCores(),
            machine.availableProcessors()));
    if (machine.cgroupCpus() != null) {
      parts.add(Figures.format("limited to %.2f processors", machine.cgroupCpus()));
    }
    parts.add(Figures.format("%.1f GiB of memory", gibibytes(machine.memoryBytes())));
    if (machine.cgroupMemoryBytes() != null) {
      parts.add(Figures.format("limited to %.1f GiB", gibibytes(machine.cgroupMemoryBytes())));
    }
    parts.add(machine.operatingSystem());
    parts.add("kernel " + machine.kernel());
    if (!machine.cpuFeatures().isEmpty()) {
      parts.add(String.join(" ", machine.cpuFeatures()));
    }
    return String.join(", ", parts);
  }

  private static double gibibytes(long bytes) {
    return bytes / (double) (1L << 30);
  }
}
