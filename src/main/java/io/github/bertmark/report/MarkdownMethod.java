package io.github.bertmark.report;

import io.github.bertmark.evaluate.Answers;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.report.picture.TradeoffTexts;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.Protocol;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.DataNotes;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.LocalPaths;
import io.github.bertmark.text.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The part of the Markdown summary that says how, on what and of what a run was measured. */
final class MarkdownMethod {
  private final RunDocument run;
  private final StringBuilder text = new StringBuilder();

  private MarkdownMethod(RunDocument run) {
    this.run = run;
  }

  static String of(RunDocument run) {
    return "## How it was measured\n\n" + items(run);
  }

  /** The list alone, without its heading. */
  static String items(RunDocument run) {
    MarkdownMethod method = new MarkdownMethod(run);
    method.method();
    method.models();
    return method.text.toString();
  }

  private void method() {
    Protocol protocol = run.protocol();
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
            + Markdown.code(DataNotes.query(protocol))
            + (protocol.queryChoice() == null
                ? ""
                : " (" + Markdown.text(protocol.queryChoice()) + ")")
            + (protocol.settling() == null
                ? ""
                : "; before each timed call " + Markdown.text(protocol.settling())));
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
                : Markdown.code(
                    run.jvm().arguments().stream()
                        .map(LocalPaths::hiddenIn)
                        .collect(Collectors.joining(" ")))));
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
            + Markdown.code(LocalPaths.hidden(run.command())));
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
              + " as the accuracy pass did"
              + answers(variant.accuracy()));
    }
  }

  /** What there is no column for. */
  private static String answers(Accuracy accuracy) {
    Answers answers = accuracy.answers();
    return answers == null || answers.truncated() == null
        ? ""
        : Figures.format("; %,d of %,d texts truncated", answers.truncated(), accuracy.queries());
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
