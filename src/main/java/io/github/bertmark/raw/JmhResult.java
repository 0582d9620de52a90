package io.github.bertmark.raw;

import io.github.bertmark.run.Jvm;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One entry of JMH's JSON: what one benchmark measured with one set of parameters.
 *
 * @param benchmark fully-qualified name of the method
 * @param mode JMH's short name of the mode, such as {@code ss} for SingleShotTime
 * @param threads JMH's threads, which call the benchmark at the same time
 * @param params parameter values by name; empty for a benchmark without any
 * @param scoreUnit unit of the raw data, such as {@code ms/op}
 * @param rawData the score of each measured iteration, by fork; {@code forks} lists of {@code
 *     measurementIterations} finite numbers
 * @param counters what the benchmark itself counted in each iteration, by name and by fork
 */
public record JmhResult(
    String benchmark,
    String mode,
    int threads,
    int forks,
    int warmupIterations,
    int measurementIterations,
    int measurementBatchSize,
    String jmhVersion,
    Jvm jvm,
    Map<String, String> params,
    String scoreUnit,
    List<List<Double>> rawData,
    Map<String, List<List<Double>>> counters) {

  public JmhResult {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
    rawData = copyOf(rawData);
    Map<String, List<List<Double>>> copies = new TreeMap<>();
    counters.forEach((name, rows) -> copies.put(name, copyOf(rows)));
    counters = Collections.unmodifiableMap(copies);
  }

  private static List<List<Double>> copyOf(List<List<Double>> rows) {
    return rows.stream().map(List::copyOf).toList();
  }

  /** The benchmark with its parameters, as it is named in messages. */
  public String displayName() {
    return params.isEmpty() ? benchmark : benchmark + " " + params;
  }
}
