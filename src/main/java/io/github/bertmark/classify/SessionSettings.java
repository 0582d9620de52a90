package io.github.bertmark.classify;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How ONNX Runtime runs a model: whatever, if different, makes two latencies not comparable. The
 * one place where a setting becomes an option of a session; docs/sessions.md says why the defaults
 * are what they are.
 *
 * @param intraOpThreads threads that share one operator, the calling thread among them
 * @param interOpThreads threads across operators; operators run one after the other, so always 1
 * @param optimization rewriting of the graph
 * @param spinning whether idle threads spin for a while before they sleep: quicker calls, for the
 *     processor's time between them
 * @param prepacking whether weights are laid out for the kernels when the session is made
 * @param x64QuantPrecision whether 8-bit weights become unsigned on x64 without VNNI, whose signed
 *     products saturate in pairs; slower
 * @param memoryArena whether memory for activations is kept from call to call
 * @param entries any other of ONNX Runtime's configuration entries
 */
public record SessionSettings(
    int intraOpThreads,
    int interOpThreads,
    GraphOptimization optimization,
    boolean spinning,
    boolean prepacking,
    boolean x64QuantPrecision,
    boolean memoryArena,
    Map<String, String> entries) {

  public SessionSettings {
    // ONNX Runtime takes 0 as "choose": the choice would be neither known nor recorded.
    if (intraOpThreads < 1) {
      throw new IllegalArgumentException("intra-op threads must be at least 1: " + intraOpThreads);
    }
    if (interOpThreads != 1) {
      throw new IllegalArgumentException("inter-op threads must be 1: " + interOpThreads);
    }
    entries = Collections.unmodifiableMap(new TreeMap<>(entries));
  }

  /** The defaults with so many threads within one operator. */
  public static SessionSettings ofThreads(int intraOpThreads) {
    return new SessionSettings(
        intraOpThreads, 1, GraphOptimization.ALL, true, true, false, true, Map.of());
  }

  /**
   * The settings of a variant: the defaults, then what its {@code variant.json} says, then what the
   * caller does.
   *
   * @param threads unless one of the two says otherwise
   */
  public static SessionSettings of(int threads, ModelVariant variant, SessionOverrides overrides) {
    return ofThreads(threads).with(overrides.over(variant.session()));
  }

  /** These with some of them changed. */
  public SessionSettings with(SessionOverrides overrides) {
    Map<String, String> all = new TreeMap<>(entries);
    if (overrides.entries() != null) {
      all.putAll(overrides.entries());
    }
    return new SessionSettings(
        or(overrides.threads(), intraOpThreads),
        interOpThreads,
        overrides.optimization() == null
            ? optimization
            : GraphOptimization.valueOf(overrides.optimization().toUpperCase(Locale.ROOT)),
        or(overrides.spinning(), spinning),
        or(overrides.prepacking(), prepacking),
        or(overrides.x64QuantPrecision(), x64QuantPrecision),
        or(overrides.memoryArena(), memoryArena),
        all);
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /** The same as ONNX Runtime's options; to be closed after the sessions made with them. */
  SessionOptions toOptions() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setExecutionMode(ExecutionMode.SEQUENTIAL);
    options.setIntraOpNumThreads(intraOpThreads);
    options.setInterOpNumThreads(interOpThreads);
    options.setOptimizationLevel(optimization.level());
    options.setCPUArenaAllocator(memoryArena);
    options.addConfigEntry("session.intra_op.allow_spinning", spinning ? "1" : "0");
    options.addConfigEntry("session.disable_prepacking", prepacking ? "0" : "1");
    options.addConfigEntry("session.x64quantprecision", x64QuantPrecision ? "1" : "0");
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      options.addConfigEntry(entry.getKey(), entry.getValue());
    }
    // Every error comes back as an exception; native code is not to print it a second time.
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    return options;
  }
}
