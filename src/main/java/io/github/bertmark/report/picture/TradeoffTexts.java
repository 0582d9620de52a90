package io.github.bertmark.report.picture;

import io.github.bertmark.choice.Lead;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.run.Protocol;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.QuickNote;
import org.jspecify.annotations.Nullable;

/**
 * The texts around the trade-off picture.
 *
 * @param measured how and on what
 * @param warning in a loud colour; null if there is nothing to warn of
 * @param caption how the picture is to be read
 */
public record TradeoffTexts(
    String title, String headline, String measured, @Nullable String warning, String caption) {

  static TradeoffTexts of(RunDocument run, Lead lead) {
    Protocol protocol = run.protocol();
    String measured =
        Figures.format(
            "%s of %s each · %s · ONNX Runtime %s · accuracy on %s, %s",
            Figures.count(protocol.forks(), "fork", "forks"),
            Figures.count(protocol.measurementIterations(), "call", "calls"),
            Figures.count(protocol.intraOpThreads(), "thread", "threads"),
            protocol.onnxRuntimeVersion(),
            run.dataset().name(),
            Figures.count(run.dataset().queries(), "query", "queries"));
    String quick = QuickNote.of(run);
    String warning =
        run.dataset().sample()
            ? (quick == null ? "" : "A quick look. ")
                + "Built-in sample, not CLINC150: these accuracies compare with those of no other set"
            : quick;
    return new TradeoffTexts(
        "Accuracy against latency on " + cpu(run.environment()),
        lead.line(),
        measured,
        warning,
        caption(run, lead.studied()));
  }

  private static String caption(RunDocument run, VariantResult studied) {
    String latencyBars =
        run.protocol().forks() < 2
            ? "none for the latency of a single fork"
            : "latency over forks, t";
    return Figures.format(
        "Area of a point: size of its model. Dashed: %s. Dotted line: the best accuracy at each latency."
            + " Bars: 95 %% intervals (%s; accuracy over queries, Wilson).",
        studied.displayName(), latencyBars);
  }

  /** The processor's name without its marketing. */
  public static String cpu(Environment environment) {
    String name =
        environment
            .cpuModel()
            .replaceAll("\\((R|r|TM|tm)\\)", "")
            .replaceAll("\\bCPU\\b|\\bProcessor\\b|@.*$", "")
            .replaceAll("\\s+", " ")
            .strip();
    String architecture = environment.microarchitecture();
    return architecture.equals("unknown") || name.contains(architecture)
        ? name
        : name + " (" + architecture + ")";
  }
}
