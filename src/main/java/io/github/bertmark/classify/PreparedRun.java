package io.github.bertmark.classify;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.util.Map;

/**
 * A bare {@code OrtSession.run} on prepared tensors: the floor under {@link Classifier#classify},
 * which no Java code around ONNX Runtime can beat. For one thread; to be closed before its
 * classifier.
 */
public final class PreparedRun implements AutoCloseable {
  private final Workspace workspace;
  private final Map<String, OnnxTensor> inputs;

  PreparedRun(Workspace workspace, Map<String, OnnxTensor> inputs) {
    this.workspace = workspace;
    this.inputs = inputs;
  }

  /**
   * Runs the model once.
   *
   * @return the logits, [1, labels], which the next run overwrites
   */
  public OnnxTensor run() throws OrtException {
    return workspace.run(inputs);
  }

  @Override
  public void close() {
    workspace.close();
  }
}
