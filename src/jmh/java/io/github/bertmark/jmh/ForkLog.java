package io.github.bertmark.jmh;

import ai.onnxruntime.OrtException;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.machine.ForkPace;
import io.github.bertmark.raw.ForkRecord;
import io.github.bertmark.run.SessionReport;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What a fork answered, for the audit that the timed calls give the labels of the accuracy pass.
 *
 * <p>The timed region only leaves the latest answer here; it is counted between iterations, each of
 * which is one call in the benchmarks' own mode.
 */
@State(Scope.Benchmark)
public class ForkLog {
  private final Map<String, Long> labels = new TreeMap<>();
  private @Nullable Classification latest;

  /** Takes note of an answer and returns it. */
  Classification answered(Classification classification) {
    latest = classification;
    return classification;
  }

  /** How often each label was answered. */
  Map<String, Long> labels() {
    return labels;
  }

  @TearDown(Level.Iteration)
  public void count() {
    if (latest != null) {
      labels.merge(latest.label(), 1L, Long::sum);
      latest = null;
    }
  }

  @TearDown
  public void write(VariantState variant, BenchmarkParams benchmark)
      throws IOException, OrtException, InterruptedException {
    if (variant.settings.forks() != null) {
      record(variant, benchmark.getBenchmark(), variant.pace == null ? null : variant.pace.end())
          .write(variant.settings.forks());
    }
  }

  static SessionReport report(SessionSettings settings) {
    return new SessionReport(
        settings.intraOpThreads(),
        settings.interOpThreads(),
        settings.optimization().name().toLowerCase(Locale.ROOT),
        settings.spinning(),
        settings.prepacking(),
        settings.x64QuantPrecision(),
        settings.memoryArena(),
        settings.entries());
  }

  ForkRecord record(VariantState variant, String benchmark, @Nullable ForkPace pace)
      throws IOException {
    Classifier classifier = variant.classifier;
    return new ForkRecord(
        classifier.variant().id(),
        benchmark,
        ProcessHandle.current().pid(),
        variant.modelSha256,
        Classifier.onnxRuntimeVersion(),
        classifier.settings().intraOpThreads(),
        classifier.settings().interOpThreads(),
        report(classifier.settings()),
        variant.query,
        labels,
        variant.settling(),
        variant.allocation.medianBytes(),
        pace);
  }
}
