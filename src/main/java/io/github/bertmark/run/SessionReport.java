package io.github.bertmark.run;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of ONNX Runtime's session that a variant's forks really ran with.
 *
 * @param intraOpThreads threads within one operator
 * @param interOpThreads threads across operators
 * @param optimization level of the graph optimisation
 * @param spinning whether idle threads spin for a while before they sleep
 * @param prepacking whether weights are laid out for the kernels when the session is made
 * @param x64QuantPrecision whether 8-bit products were kept from saturating, at some cost of time
 * @param memoryArena whether memory for activations is kept from call to call
 * @param entries other configuration entries of ONNX Runtime, by name
 */
public record SessionReport(
    int intraOpThreads,
    int interOpThreads,
    String optimization,
    boolean spinning,
    boolean prepacking,
    boolean x64QuantPrecision,
    boolean memoryArena,
    Map<String, String> entries) {

  public SessionReport {
    entries = Collections.unmodifiableMap(new TreeMap<>(entries));
  }
}
