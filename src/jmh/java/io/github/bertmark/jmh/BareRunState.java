package io.github.bertmark.jmh;

import ai.onnxruntime.OrtException;
import io.github.bertmark.classify.PreparedRun;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The classifier and a bare run of its own session, which take turns call by call. */
@State(Scope.Benchmark)
public class BareRunState {
  private VariantState own;
  private ForkLog log;
  private PreparedRun bare;
  private boolean bareFirst;

  @Setup
  public void prepare(VariantState variant, ForkLog log) {
    own = variant;
    this.log = log;
    bare = variant.classifier.prepare(variant.classifier.tokenize(variant.query));
  }

  /** Who begins changes from round to round. */
  @Setup(Level.Iteration)
  public void swap() {
    bareFirst = !bareFirst;
  }

  /** One call each. Both find threads and caches as a call of this session leaves them. */
  PeerTimes call(PeerTimes times) throws OrtException {
    if (bareFirst) {
      times.bareRunNanos = bareRun();
    }
    long start = System.nanoTime();
    log.answered(own.classifier.classify(own.query));
    times.classifyNanos = System.nanoTime() - start;
    if (!bareFirst) {
      times.bareRunNanos = bareRun();
    }
    return times;
  }

  private long bareRun() throws OrtException {
    long start = System.nanoTime();
    bare.run();
    return System.nanoTime() - start;
  }

  @TearDown
  public void close() {
    bare.close();
  }
}
