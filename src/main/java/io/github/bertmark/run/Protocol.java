package io.github.bertmark.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How calls were timed, the same for every variant of a run.
 *
 * @param benchmark fully-qualified name of the benchmark method
 * @param mode JMH's short name of the mode; {@code ss}, one call per iteration
 * @param warmupIterations calls before the timed ones, in each fork
 * @param measurementIterations timed calls, in each fork
 * @param forks JVMs started afresh, for each variant
 * @param callers threads that call at the same time
 * @param settling what went before each timed call, in words; null if the forks did not tell
 * @param query the text that was classified
 * @param queryChoice how that text was chosen, in words; null for the usual one
 * @param intraOpThreads ONNX Runtime's threads within one operator, of the first variant: one may
 *     have settings of its own
 * @param interOpThreads ONNX Runtime's threads across operators
 */
public record Protocol(
    String benchmark,
    String mode,
    int warmupIterations,
    int measurementIterations,
    int forks,
    int callers,
    @Nullable String settling,
    String query,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String queryChoice,
    int intraOpThreads,
    int interOpThreads,
    String onnxRuntimeVersion,
    String jmhVersion) {}
