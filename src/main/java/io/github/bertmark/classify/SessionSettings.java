package io.github.bertmark.classify;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;

/**
 * How ONNX Runtime runs a model: whatever, if different, makes two latencies not comparable.
 *
 * @param intraOpThreads threads that share one operator, the calling thread among them
 * @param interOpThreads threads across operators; operators run one after the other, so always 1
 * @param optimization rewriting of the graph
 */
public record SessionSettings(
    int intraOpThreads, int interOpThreads, GraphOptimization optimization) {

  public SessionSettings {
    // ONNX Runtime takes 0 as "choose": the choice would be neither known nor recorded.
    if (intraOpThreads < 1) {
      throw new IllegalArgumentException("intra-op threads must be at least 1: " + intraOpThreads);
    }
    if (interOpThreads != 1) {
      throw new IllegalArgumentException("inter-op threads must be 1: " + interOpThreads);
    }
  }

  /** Full optimisation with so many threads within one operator. */
  public static SessionSettings ofThreads(int intraOpThreads) {
    return new SessionSettings(intraOpThreads, 1, GraphOptimization.ALL);
  }

  /** The same as ONNX Runtime's options; to be closed after the sessions made with them. */
  SessionOptions toOptions() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setExecutionMode(ExecutionMode.SEQUENTIAL);
    options.setIntraOpNumThreads(intraOpThreads);
    options.setInterOpNumThreads(interOpThreads);
    options.setOptimizationLevel(optimization.level());
    // Every error comes back as an exception; native code is not to print it a second time.
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    return options;
  }
}
