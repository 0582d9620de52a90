package io.github.bertmark.jmh;

import ai.onnxruntime.OrtException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Caches as a stage beside the model finds them: full of the model's weights. In a loop of its own
 * a stage of microseconds would find its data and code there, and look several times as fast as it
 * is in a call.
 */
@State(Scope.Benchmark)
public class UsedCaches {
  @Setup(Level.Iteration)
  public void runModel(StageState stages) throws OrtException {
    stages.run.run();
  }
}
