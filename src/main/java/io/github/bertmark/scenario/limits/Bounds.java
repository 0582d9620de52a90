package io.github.bertmark.scenario.limits;

import io.github.bertmark.machine.Limits;
import io.github.bertmark.run.Bound;
import io.github.bertmark.run.GraphReport;
import io.github.bertmark.run.GraphReport.Kernel;
import io.github.bertmark.run.Latency;
import io.github.bertmark.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The least time of a call on a machine.
 *
 * <p>A call has to read its weights and to do its operations. Reading and computing may overlap, so
 * the larger of the two times is a bound and their sum would be none. Weights are read at the rate
 * at which an array of their size is read over and over, operations are done at the highest rate
 * that ONNX Runtime reached with the same form of weights at any shape; both are rates of the
 * fastest iteration. What no rate was measured of counts as taking no time.
 */
public final class Bounds {
  /** Beyond this the rest is worth a sentence. */
  private static final double FAR = 2;

  private static final int NAMED = 3;

  private Bounds() {}

  /** The bound of one variant; null if not measured, or if its work is too little to have one. */
  public static @Nullable Bound of(
      @Nullable GraphReport graph, @Nullable Limits limits, Latency latency) {
    if (graph == null || limits == null) {
      return null;
    }
    OptionalDouble bandwidth = limits.gigabytesPerSecond(graph.weightBytesRead());
    double memoryMillis =
        bandwidth.isPresent() ? graph.weightBytesRead() / (bandwidth.getAsDouble() * 1e6) : 0;
    double computeMillis = computeMillis(graph, limits);
    double bound = Math.max(memoryMillis, computeMillis);
    if (bound == 0) {
      return null;
    }
    double ratio = latency.medianMillis() / bound;
    return new Bound(
        graph.weightBytesRead(),
        graph.operationsPerCall(),
        memoryMillis,
        computeMillis,
        bound,
        ratio,
        ratio > FAR ? note(graph, computeMillis, latency) : null);
  }

  private static double computeMillis(GraphReport graph, Limits limits) {
    double millis = 0;
    for (Kernel kernel : graph.kernels()) {
      OptionalDouble peak = limits.peakGigaOperationsPerSecond(kernel.dataType());
      if (peak.isPresent()) {
        millis += kernel.operations() / (peak.getAsDouble() * 1e6);
      }
    }
    return millis;
  }

  /** What the rest of the time is, by the profiler's shares. */
  private static String note(GraphReport graph, double computeMillis, Latency latency) {
    double productShare =
        graph.kernels().stream()
            .filter(kernel -> kernel.operations() > 0)
            .mapToDouble(Kernel::timeShare)
            .sum();
    // Shares of the profiler, which slows calls down, of the time that a call takes without it.
    double productMillis = productShare * latency.medianMillis();
    List<String> parts = new ArrayList<>();
    if (productMillis > 0) {
      parts.add(
          Figures.format(
              "%.0f %% of the time is in matrix products (%s), which at %d tokens reach %.0f %% of"
                  + " the peak rate",
              100 * productShare,
              shares(graph, true),
              graph.tokens(),
              100 * computeMillis / productMillis));
    }
    String others = shares(graph, false);
    if (!others.isEmpty()) {
      parts.add(
          Figures.format("%.0f %% is in other operators (%s)", 100 * (1 - productShare), others));
    }
    return String.join("; ", parts) + ".";
  }

  private static String shares(GraphReport graph, boolean products) {
    Map<String, Double> shares = new TreeMap<>();
    for (Kernel kernel : graph.kernels()) {
      if (kernel.operations() > 0 == products) {
        shares.merge(kernel.operator(), kernel.timeShare(), Double::sum);
      }
    }
    return shares.entrySet().stream()
        .filter(entry -> entry.getValue() >= 0.005)
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(NAMED)
        .map(entry -> Figures.format("%s %.0f %%", entry.getKey(), 100 * entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
