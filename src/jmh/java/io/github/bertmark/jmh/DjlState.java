package io.github.bertmark.jmh;

import ai.djl.MalformedModelException;
import ai.djl.translate.TranslateException;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.jmh.djl.DjlPeer;
import io.github.bertmark.jmh.fork.ForkSettings;
import io.github.bertmark.jmh.fork.ParentGuard;
import io.github.bertmark.jmh.fork.Settling;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.raw.ForkRecord;
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
 * A variant in DJL's {@code Predictor} and in the classifier, which take turns in one JVM. Each has
 * a session of its own, whose threads spin on behind a call: so a rest goes before either's turn.
 */
@State(Scope.Benchmark)
public class DjlState {
  @Param({"bert-baseline", "distilbert"})
  String variant;

  ForkSettings settings = ForkSettings.fromProperties();
  // Not a state of JMH's, which would settle the classifier before DJL's turn too.
  private final ForkLog log = new ForkLog();
  private Classifier classifier;
  private DjlPeer peer;
  private String modelSha256;
  private int rounds;

  @Setup
  public void open() throws IOException, MalformedModelException {
    ParentGuard.ofFork();
    ModelVariant model = model();
    modelSha256 = ModelFiles.of(model).checkedSha256();
    // First, since DJL wants to be who creates ONNX Runtime's environment.
    peer = DjlPeer.open(model, threads());
    classifier = Classifier.open(model, settings.of(model));
  }

  /** One call each; who begins changes from round to round. */
  DjlTimes call(DjlTimes times) throws TranslateException, InterruptedException {
    rounds++;
    if (rounds % 2 == 0) {
      classify(times);
    }
    predict(times);
    if (rounds % 2 == 1) {
      classify(times);
    }
    return times;
  }

  private void classify(DjlTimes times) throws InterruptedException {
    Settling.behindAnother(() -> classifier.classify(settings.query()));
    long start = System.nanoTime();
    Classification answer = classifier.classify(settings.query());
    times.classifyNanos = System.nanoTime() - start;
    log.answered(answer);
  }

  private void predict(DjlTimes times) throws TranslateException, InterruptedException {
    Settling.behindAnother(() -> peer.classify(settings.query()));
    long start = System.nanoTime();
    Classification answer = peer.classify(settings.query());
    times.djlNanos = System.nanoTime() - start;
    log.answered(answer);
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
    classifier.close();
  }

  private ForkRecord record(String benchmark) throws IOException {
    return new ForkRecord(
        variant,
        benchmark,
        ProcessHandle.current().pid(),
        modelSha256,
        Classifier.onnxRuntimeVersion(),
        threads(),
        1,
        null,
        settings.query(),
        log.labels(),
        Settling.TEXT_BEHIND_ANOTHER,
        null,
        null);
  }

  private ModelVariant model() {
    return settings.models().variant(variant);
  }

  private int threads() {
    return settings.of(model()).intraOpThreads();
  }
}
