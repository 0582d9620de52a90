package io.github.bertmark.jmh;

import ai.onnxruntime.OrtException;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.PreparedRun;
import io.github.bertmark.classify.tokens.TokenizedQuery;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The classifier, its stages and a bare run, in one session: they take turns call by call. */
@State(Scope.Benchmark)
public class RoundState {
  private static final int TURNS = 3;

  private Classifier classifier;
  private String query;
  private ForkLog log;
  private PreparedRun bare;
  private int rounds;

  @Setup
  public void prepare(VariantState variant, ForkLog log) {
    classifier = variant.classifier;
    query = variant.query;
    this.log = log;
    bare = classifier.prepare(classifier.tokenize(query));
  }

  @Setup(Level.Iteration)
  public void count() {
    rounds++;
  }

  /**
   * One call each, in each of the six orders as often as in the others. All find threads and caches
   * as a call of this session leaves them.
   */
  RoundTimes call(RoundTimes times) throws OrtException {
    int step = rounds / TURNS % 2 == 0 ? 1 : TURNS - 1;
    for (int turn = 0; turn < TURNS; turn++) {
      switch ((rounds + step * turn) % TURNS) {
        case 0 -> classify(times);
        case 1 -> stages(times);
        default -> bareRun(times);
      }
    }
    return times;
  }

  private void classify(RoundTimes times) {
    long start = System.nanoTime();
    Classification answer = classifier.classify(query);
    times.classifyNanos = System.nanoTime() - start;
    log.answered(answer);
  }

  private void stages(RoundTimes times) {
    long start = System.nanoTime();
    TokenizedQuery tokens = classifier.tokenize(query);
    long tokenised = System.nanoTime();
    float[] logits = classifier.infer(tokens);
    long inferred = System.nanoTime();
    Classification answer = classifier.label(logits);
    long labelled = System.nanoTime();
    times.tokeniseNanos = tokenised - start;
    times.inferNanos = inferred - tokenised;
    times.labelNanos = labelled - inferred;
    log.answered(answer);
  }

  private void bareRun(RoundTimes times) throws OrtException {
    long start = System.nanoTime();
    bare.run();
    times.bareRunNanos = System.nanoTime() - start;
  }

  @TearDown
  public void close() {
    bare.close();
  }
}
