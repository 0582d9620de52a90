package io.github.bertmark.metric;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can make two runs incomparable if it differs. */
public enum Factor {
  /** Model and instruction set of the processor. */
  @JsonProperty("cpu")
  CPU,

  /** Cores, and what of them and of memory a control group leaves. */
  @JsonProperty("cores")
  CORES,

  /** Operating system, kernel and memory; named only. */
  @JsonProperty("system")
  SYSTEM,

  /** Threads and the other settings of ONNX Runtime's session. */
  @JsonProperty("session")
  SESSION,

  /** The Java virtual machine and its flags. */
  @JsonProperty("jvm")
  JVM,

  /** The version of ONNX Runtime. */
  @JsonProperty("onnx-runtime")
  ONNX_RUNTIME,

  /** The text that is classified. */
  @JsonProperty("query")
  QUERY,

  /** How calls are warmed up and timed; the number of forks may differ. */
  @JsonProperty("protocol")
  PROTOCOL,

  /** The model file: usually what is under test; named only. */
  @JsonProperty("model")
  MODEL,

  /** The queries that accuracies are of. */
  @JsonProperty("dataset")
  DATASET
}
