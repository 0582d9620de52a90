package io.github.bertmark.jmh;

import ai.djl.MalformedModelException;
import ai.djl.translate.TranslateException;
import io.github.bertmark.Digests;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.results.ForkRecord;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A variant in DJL's {@code Predictor}, alone in its JVM: its session has a thread of its own that
 * spins between calls, which would take a core from another session's.
 */
@State(Scope.Benchmark)
public class DjlState {
  @Param({"bert-baseline", "distilbert"})
  String variant;

  ForkSettings settings = ForkSettings.fromProperties();
  // Not a state of JMH's, which would open the classifier beside DJL.
  private final ForkLog log = new ForkLog();
  private DjlPeer peer;

  @Setup
  public void open() throws IOException, MalformedModelException {
    peer = DjlPeer.open(model(), threads());
  }

  /** As {@link VariantState} does before its calls. */
  @Setup(Level.Iteration)
  public void settle() throws InterruptedException, TranslateException {
    Settling.by(() -> peer.classify(settings.query()));
  }

  Classification call() throws TranslateException {
    return log.answered(peer.classify(settings.query()));
  }

  @TearDown(Level.Iteration)
  public void count() {
    log.count();
  }

  @TearDown
  public void close(BenchmarkParams benchmark) throws IOException {
    Path forks = settings.forks();
    if (forks != null) {
      record(benchmark.getBenchmark()).write(forks);
    }
    peer.close();
  }

  private ForkRecord record(String benchmark) throws IOException {
    return new ForkRecord(
        variant,
        benchmark,
        ProcessHandle.current().pid(),
        Digests.sha256(model().modelFile()),
        Classifier.onnxRuntimeVersion(),
        threads(),
        1,
        null,
        settings.query(),
        log.labels(),
        Settling.TEXT,
        null);
  }

  private ModelVariant model() {
    return ModelFolder.at(settings.models()).variant(variant);
  }

  private int threads() {
    return settings.of(model()).intraOpThreads();
  }
}
