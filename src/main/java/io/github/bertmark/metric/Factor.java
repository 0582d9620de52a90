package io.github.bertmark.metric;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** What can make two runs incomparable if it differs. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Factor {
  /** Model and instruction set of the processor. */
  CPU,

  /** Cores, and what of them and of memory a control group leaves. */
  CORES,

  /** Operating system, kernel and memory; named only. */
  SYSTEM,

  /** Threads and the other settings of ONNX Runtime's session. */
  SESSION,

  /** The Java virtual machine and its flags. */
  JVM,

  /** The version of ONNX Runtime. */
  ONNX_RUNTIME,

  /** The text that is classified. */
  QUERY,

  /** How calls are warmed up and timed; the number of forks may differ. */
  PROTOCOL,

  /** The model file: usually what is under test; named only. */
  MODEL,

  /** The queries that accuracies are of. */
  DATASET
}
