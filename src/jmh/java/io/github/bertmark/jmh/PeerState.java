package io.github.bertmark.jmh;

import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtException;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.PreparedRun;
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

/** A variant opened in every way, side by side in one JVM. */
@State(Scope.Benchmark)
public class PeerState {
  @Param({"bert-baseline", "distilbert"})
  String variant;

  private static final int WAYS = 3;

  ForkSettings settings = ForkSettings.fromProperties();
  private final VariantState own = new VariantState();
  private final ForkLog log = new ForkLog();
  private DjlPeer djl;
  private PreparedRun bare;
  private int round;

  /** A way to run the model on the query. */
  private interface Way {
    Object call() throws OrtException, TranslateException;
  }

  @Setup
  public void open() throws Exception {
    ModelVariant model = ModelFolder.at(settings.models()).variant(variant);
    // Before anything of ours: DJL insists on setting ONNX Runtime's environment up itself.
    djl = DjlPeer.open(model, settings.of(model).intraOpThreads());
    own.variant = variant;
    own.settings = settings;
    own.query = settings.query();
    own.open();
    bare = own.classifier.prepare(own.classifier.tokenize(own.query));
  }

  @Setup(Level.Iteration)
  public void settle() throws InterruptedException {
    Lull.await();
  }

  /**
   * Calls every way once, each right after an untimed call of its own, so that it finds threads and
   * caches as a call of the same way leaves them. Who begins changes from round to round.
   */
  PeerTimes call(PeerTimes times) throws OrtException, TranslateException {
    for (int i = 0; i < WAYS; i++) {
      switch ((round + i) % WAYS) {
        case 0 -> times.classifyNanos = nanos(() -> own.classifier.classify(own.query));
        case 1 -> times.bareRunNanos = nanos(bare::run);
        default -> times.djlPredictorNanos = nanos(() -> djl.classify(own.query));
      }
    }
    round++;
    return times;
  }

  private long nanos(Way way) throws OrtException, TranslateException {
    way.call();
    long start = System.nanoTime();
    Object answer = way.call();
    long nanos = System.nanoTime() - start;
    if (answer instanceof Classification classification) {
      log.answered(classification);
      log.count();
    }
    return nanos;
  }

  @TearDown
  public void close(BenchmarkParams benchmark) throws IOException {
    Path forks = settings.forks();
    if (forks != null) {
      record(benchmark.getBenchmark()).write(forks);
    }
    release();
  }

  void release() {
    bare.close();
    own.close();
    djl.close();
  }

  ForkRecord record(String benchmark) throws IOException {
    return log.record(own, benchmark);
  }
}
