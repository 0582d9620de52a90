package io.github.bertmark.jmh;

import ai.onnxruntime.OrtException;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.jmh.fork.CallAllocation;
import io.github.bertmark.jmh.fork.ForkSettings;
import io.github.bertmark.jmh.fork.ParentGuard;
import io.github.bertmark.jmh.fork.Settling;
import io.github.bertmark.jmh.fork.Turn;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.scenario.latency.LatencyScenario;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** The variant under test, opened, and the query. */
@State(Scope.Benchmark)
public class VariantState {
  /** The id of any folder in {@code models}: {@code -p variant=my-model}. */
  @Param({"bert-baseline", "distilbert"})
  String variant;

  ForkSettings settings = ForkSettings.fromProperties();
  // Not a constant: a value that the compiler cannot see through.
  String query = settings.query();
  Classifier classifier;
  String modelSha256;
  @Nullable PaceMeter pace;
  private @Nullable Turn turn;
  final CallAllocation allocation = new CallAllocation();

  @Setup
  public void open() throws IOException {
    ParentGuard.ofFork();
    ModelVariant model = settings.models().variant(variant);
    modelSha256 = ModelFiles.of(model).checkedSha256();
    classifier = Classifier.open(model, settings.of(model));
    turn = Turn.ofFork();
  }

  /**
   * Lays the ruler on when the JVM has compiled what it needs, before the first timed call of a
   * latency: no other scenario is compared by it.
   */
  @Setup(Level.Iteration)
  public void prepare(IterationParams iteration, BenchmarkParams benchmark)
      throws IOException, InterruptedException, OrtException {
    if (turn != null) {
      turn.await();
      Settling.withoutRest(this::call);
      return;
    }
    if (pace == null
        && iteration.getType() == IterationType.MEASUREMENT
        && benchmark.getBenchmark().equals(LatencyScenario.BENCHMARK)) {
      pace = new PaceMeter(classifier.settings().intraOpThreads());
    }
    settle();
  }

  /**
   * Lets each timed call follow others, as in the book's loop. What a call allocates is counted on
   * those, so that nothing but the call is in the timed region.
   */
  void settle() throws InterruptedException {
    Settling.by(this::call);
  }

  /** What went before each timed call. */
  String settling() {
    return turn == null ? Settling.TEXT : Settling.TEXT_BY_TURNS;
  }

  private void call() {
    allocation.count(() -> classifier.classify(query));
  }

  @TearDown
  public void close() throws IOException {
    classifier.close();
    if (turn != null) {
      turn.close();
    }
  }
}
