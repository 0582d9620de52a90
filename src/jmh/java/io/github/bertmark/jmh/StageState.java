package io.github.bertmark.jmh;

import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.PreparedRun;
import io.github.bertmark.classify.tokens.TokenizedQuery;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The input of each stage, computed by the stages before it. */
@State(Scope.Benchmark)
public class StageState {
  Classifier classifier;
  ForkLog log;
  String query;
  TokenizedQuery tokens;
  float[] logits;
  PreparedRun run;

  @Setup
  public void prepare(VariantState variant, ForkLog log) {
    this.log = log;
    classifier = variant.classifier;
    query = variant.query;
    tokens = classifier.tokenize(query);
    logits = classifier.infer(tokens);
    run = classifier.prepare(tokens);
  }

  @TearDown
  public void close() {
    run.close();
  }
}
