package io.github.bertmark.raw;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.machine.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of JMH's own JSON file, checked to be of a run that went well.
 *
 * <p>Keys that are not used here may be there or not; everything that is used must be there and of
 * the right kind.
 */
public final class JmhResults {
  private static final String RUN_AGAIN =
      "look for the failure in JMH's output, then run the benchmarks again";

  /** Beyond any time in any unit. */
  private static final double LARGEST_SCORE = 1e18;

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
    byte[] bytes = Json.bytes(file, RUN_AGAIN);
    JsonNode root = Json.read(bytes, JsonNode.class, file, RUN_AGAIN);
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
    for (Entry entry : Json.read(bytes, Entry[].class, file, RUN_AGAIN)) {
      if (entry == null) {
        throw new InputException(file, "holds null in place of a result", RUN_AGAIN);
      }
      JmhResult result = entry.result(file);
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

  /** An entry of the file: JMH's own keys, as far as they are used. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Entry(
      String benchmark,
      String mode,
      int threads,
      int forks,
      int warmupIterations,
      int measurementIterations,
      int measurementBatchSize,
      String jmhVersion,
      String vmName,
      String vmVersion,
      String jdkVersion,
      List<String> jvmArgs,
      @Nullable Map<String, String> params,
      Scores primaryMetric,
      @Nullable Map<String, JsonNode> secondaryMetrics) {
    Entry {
      if (Math.min(threads, forks) < 0
          || Math.min(warmupIterations, measurementIterations) < 0
          || measurementBatchSize < 0) {
        throw new IllegalArgumentException("a count is below 0");
      }
    }

    JmhResult result(Path file) throws IOException {
      List<List<Double>> rawData = primaryMetric.rawData();
      if (primaryMetric.rawDataHistogram() != null) {
        throw new InputException(
            file,
            benchmark + " was run in a sampling mode, which keeps no time of each call",
            "run it in SingleShotTime mode (-bm ss)");
      }
      if (rawData == null || rawData.isEmpty()) {
        throw new InputException(
            file, benchmark + " has no raw data", "run it with jmh.json.rawData=true");
      }
      if (forks == 0) {
        throw new InputException(
            file,
            benchmark + " was run inside JMH's own process, with 0 forks",
            "run it with -f 1 or more");
      }
      if (rawData.size() != forks) {
        throw new InputException(
            file,
            benchmark + " has times of " + rawData.size() + " forks, not of " + forks,
            RUN_AGAIN);
      }
      for (List<Double> fork : rawData) {
        if (fork.size() != measurementIterations) {
          String found = "a fork of " + fork.size() + " iterations, not " + measurementIterations;
          throw new InputException(file, benchmark + " has " + found, RUN_AGAIN);
        }
      }
      return new JmhResult(
          benchmark,
          mode,
          threads,
          forks,
          warmupIterations,
          measurementIterations,
          measurementBatchSize,
          jmhVersion,
          new Jvm(vmName, vmVersion, jdkVersion, jvmArgs),
          // JMH leaves them out for want of any.
          params == null ? Map.of() : params,
          primaryMetric.scoreUnit(),
          rawData,
          counters(file));
    }

    /** Profilers name what they measure {@code group.name}; a benchmark's counters are fields. */
    private Map<String, List<List<Double>>> counters(Path file) throws IOException {
      Map<String, List<List<Double>>> counters = new TreeMap<>();
      if (secondaryMetrics != null) {
        for (Map.Entry<String, JsonNode> metric : secondaryMetrics.entrySet()) {
          if (metric.getKey().indexOf('.') < 0) {
            String subject = file + " (" + metric.getKey() + ")";
            byte[] json = Json.toBytes(metric.getValue());
            Scores scores = Json.read(json, Scores.class, subject, RUN_AGAIN);
            counters.put(metric.getKey(), Objects.requireNonNullElse(scores.rawData(), List.of()));
          }
        }
      }
      return counters;
    }
  }

  /** What was measured, by fork and iteration; as a histogram in a sampling mode. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Scores(
      String scoreUnit, @Nullable List<List<Double>> rawData, @Nullable JsonNode rawDataHistogram) {
    Scores {
      for (List<Double> fork : rawData == null ? List.<List<Double>>of() : rawData) {
        for (Double score : fork) {
          if (score == null || !(score >= 0 && score <= LARGEST_SCORE)) {
            throw new IllegalArgumentException(
                "rawData holds " + score + ", which is no measured score");
          }
        }
      }
    }
  }
}
