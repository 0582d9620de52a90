package io.github.bertmark.raw;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.run.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The content of JMH's own JSON file, checked to be of a run that went well.
 *
 * <p>Keys that are not used here may be there or not; everything that is used must be there and of
 * the right kind.
 */
public final class JmhResults {
  private static final String RUN_AGAIN =
      "look for the failure in JMH's output, then run the benchmarks again";

  private final Path file;
  private final List<JmhResult> results;

  private JmhResults(Path file, List<JmhResult> results) {
    this.file = file;
    this.results = List.copyOf(results);
  }

  /**
   * Reads JMH's JSON.
   *
   * @throws InputException if it is missing, empty, malformed or cut off, if the run failed wholly
   *     or in part, or if an entry lacks the raw time of each iteration
   */
  public static JmhResults read(Path file) throws IOException {
    JsonNode root = Json.read(file, JsonNode.class, RUN_AGAIN);
    if (!root.isArray()) {
      throw new InputException(
          file, "is not JMH's JSON, which is an array", "name JMH's own file, written by -rf json");
    }
    if (root.isEmpty()) {
      throw new InputException(
          file, "holds no results: every benchmark failed or none matched", RUN_AGAIN);
    }
    List<JmhResult> results = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode entry : root) {
      JmhResult result = read(new JmhFields(file, entry));
      if (!seen.add(result.displayName())) {
        throw new InputException(
            file,
            "holds " + result.displayName() + " twice",
            "run each benchmark in one mode and once per parameter");
      }
      results.add(result);
    }
    return new JmhResults(file, results);
  }

  /** All entries, in the order of the file. */
  public List<JmhResult> results() {
    return results;
  }

  /**
   * The entries of one benchmark method by the value of its parameter {@code variant}.
   *
   * @throws InputException if an entry has no such parameter or two have the same value
   */
  public Map<String, JmhResult> byVariant(String benchmark) {
    Map<String, JmhResult> byVariant = new TreeMap<>();
    for (JmhResult result : results) {
      if (!result.benchmark().equals(benchmark)) {
        continue;
      }
      String variant = result.params().get("variant");
      if (variant == null) {
        throw new InputException(
            file, benchmark + " has no parameter variant", "run bertmark's own benchmarks");
      }
      if (byVariant.put(variant, result) != null) {
        throw new InputException(
            file,
            benchmark + " was run for " + variant + " with several sets of parameters",
            "run it with one");
      }
    }
    return byVariant;
  }

  private static JmhResult read(JmhFields entry) {
    int forks = entry.count("forks");
    int iterations = entry.count("measurementIterations");
    JmhFields metric = entry.child("primaryMetric");
    String benchmark = entry.text("benchmark");
    if (metric.has("rawDataHistogram")) {
      throw entry.fault(
          benchmark + " was run in a sampling mode, which keeps no time of each call",
          "run it in SingleShotTime mode (-bm ss)");
    }
    List<List<Double>> rawData = metric.rows("rawData");
    if (rawData.isEmpty()) {
      throw entry.fault(benchmark + " has no raw data", "run it with jmh.json.rawData=true");
    }
    if (forks == 0) {
      throw entry.fault(
          benchmark + " was run inside JMH's own process, with 0 forks",
          "run it with -f 1 or more");
    }
    if (rawData.size() != forks) {
      throw entry.fault(
          benchmark + " has times of " + rawData.size() + " forks, not of " + forks, RUN_AGAIN);
    }
    for (List<Double> fork : rawData) {
      if (fork.size() != iterations) {
        throw entry.fault(
            benchmark + " has a fork of " + fork.size() + " iterations, not " + iterations,
            RUN_AGAIN);
      }
    }
    return new JmhResult(
        benchmark,
        entry.text("mode"),
        entry.count("threads"),
        forks,
        entry.count("warmupIterations"),
        iterations,
        entry.count("measurementBatchSize"),
        entry.text("jmhVersion"),
        new Jvm(
            entry.text("vmName"),
            entry.text("vmVersion"),
            entry.text("jdkVersion"),
            entry.texts("jvmArgs")),
        entry.textsByName("params"),
        metric.text("scoreUnit"),
        rawData,
        counters(entry));
  }

  /** Profilers name what they measure {@code group.name}; a benchmark's counters are fields. */
  private static Map<String, List<List<Double>>> counters(JmhFields entry) {
    Map<String, List<List<Double>>> counters = new TreeMap<>();
    if (entry.has("secondaryMetrics")) {
      JmhFields secondary = entry.child("secondaryMetrics");
      for (String name : secondary.names()) {
        if (name.indexOf('.') < 0) {
          counters.put(name, secondary.child(name).rows("rawData"));
        }
      }
    }
    return counters;
  }
}
