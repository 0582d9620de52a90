package io.github.bertmark.jmh;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.PreparedRun;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.results.ForkRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** One way to run a variant on the query, alone in its JVM. */
@State(Scope.Benchmark)
public class PeerState {
  @Param({"bert-baseline", "distilbert"})
  String variant;

  /** {@code classify} is our own; {@code bare-run} does without tokens and label. */
  @Param({"djl-predictor", "classify", "bare-run"})
  String way;

  ForkSettings settings = ForkSettings.fromProperties();
  private final VariantState own = new VariantState();
  private final Map<String, Long> labels = new TreeMap<>();
  private Callable<?> call;
  private @Nullable AutoCloseable opened;
  private @Nullable Object latest;

  @Setup
  public void open() throws Exception {
    own.variant = variant;
    own.settings = settings;
    own.query = settings.query();
    call = open(way);
  }

  private Callable<?> open(String name) throws Exception {
    switch (name) {
      case "djl-predictor" -> {
        // Before anything of ours: DJL insists on setting ONNX Runtime's environment up itself.
        DjlPeer peer = DjlPeer.open(model(), threads());
        opened = peer;
        return () -> peer.classify(own.query);
      }
      case "classify" -> {
        own.open();
        opened = own::close;
        return () -> own.classifier.classify(own.query);
      }
      case "bare-run" -> {
        own.open();
        PreparedRun run = own.classifier.prepare(own.classifier.tokenize(own.query));
        opened =
            () -> {
              run.close();
              own.close();
            };
        return run::run;
      }
      default ->
          throw new InputException(
              name, "is no way to run a model", "use djl-predictor, classify or bare-run");
    }
  }

  Object call() throws Exception {
    Object answer = call.call();
    latest = answer;
    return answer;
  }

  @TearDown(Level.Iteration)
  public void count() {
    if (latest instanceof Classification classification) {
      labels.merge(classification.label(), 1L, Long::sum);
    }
    latest = null;
  }

  @TearDown
  public void close(BenchmarkParams benchmark) throws Exception {
    Path forks = settings.forks();
    if (forks != null) {
      record(benchmark.getBenchmark()).write(forks);
    }
    release();
  }

  void release() throws Exception {
    if (opened != null) {
      opened.close();
    }
  }

  ForkRecord record(String benchmark) throws IOException {
    return new ForkRecord(
        variant,
        benchmark,
        ProcessHandle.current().pid(),
        Digests.sha256(model().modelFile()),
        Classifier.onnxRuntimeVersion(),
        threads(),
        1,
        own.classifier == null ? null : ForkLog.report(own.classifier.settings()),
        own.query,
        labels);
  }

  private ModelVariant model() {
    return ModelFolder.at(settings.models()).variant(variant);
  }

  private int threads() {
    return settings.of(model()).intraOpThreads();
  }
}
