package io.github.bertmark.raw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.statistics.ConfidenceIntervals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Joins JMH's files of one fork each to the file that JMH would have written had it run all the
 * forks itself, its scores and errors included.
 */
public final class JmhForks {
  private static final String WAY_OUT = "run the comparison again into a new folder";
  private static final double CONFIDENCE = 0.999;
  private static final double[] RANKS = {50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100};

  /** Of the gc profiler, those that JMH adds up; it averages all others. */
  private static final Set<String> SUMS = Set.of("gc.count", "gc.time");

  private JmhForks() {}

  /**
   * The joined content.
   *
   * @param files of one benchmark, run in the same way
   * @throws InputException if one holds another benchmark, another number of forks or options
   */
  public static JsonNode join(List<Path> files) throws IOException {
    List<ObjectNode> entries = new ArrayList<>();
    for (Path file : files) {
      entries.add(entry(file));
      if (!setup(entries.get(0)).equals(setup(entries.get(entries.size() - 1)))) {
        throw new InputException(
            file, "was run with other options than " + files.get(0).getFileName(), WAY_OUT);
      }
    }
    ObjectNode joined = entries.get(0).deepCopy();
    joined.put("forks", entries.size());
    joined.set("primaryMetric", joinMetric(metrics(entries, "/primaryMetric"), false));
    ObjectNode secondary = joined.putObject("secondaryMetrics");
    for (String name : secondaryNames(entries)) {
      List<JsonNode> found = metrics(entries, "/secondaryMetrics/" + name);
      secondary.set(name, joinMetric(found, SUMS.contains(name)));
    }
    return joined.arrayNode().add(joined);
  }

  /** Those that every fork has: one that collected no garbage has no time of it, for instance. */
  private static Set<String> secondaryNames(List<ObjectNode> entries) {
    Set<String> names = new TreeSet<>();
    entries.get(0).path("secondaryMetrics").fieldNames().forEachRemaining(names::add);
    names.removeIf(
        name ->
            metrics(entries, "/secondaryMetrics/" + name).stream()
                .anyMatch(metric -> metric.path("rawData").size() != 1));
    return names;
  }

  private static ObjectNode entry(Path file) throws IOException {
    JsonNode root = Json.read(file, JsonNode.class, WAY_OUT);
    if (root.size() == 1
        && root.path(0) instanceof ObjectNode entry
        && entry.path("forks").asInt() == 1
        && entry.path("primaryMetric").path("rawData").size() == 1) {
      return entry;
    }
    throw new InputException(file, "does not hold one benchmark in one fork", WAY_OUT);
  }

  private static ObjectNode setup(ObjectNode entry) {
    return entry.deepCopy().without(List.of("primaryMetric", "secondaryMetrics"));
  }

  private static List<JsonNode> metrics(List<ObjectNode> entries, String pointer) {
    return entries.stream().map(entry -> entry.at(pointer)).toList();
  }

  private static ObjectNode joinMetric(List<JsonNode> metrics, boolean sum) {
    ObjectNode joined = metrics.get(0).deepCopy();
    ArrayNode rawData = joined.putArray("rawData");
    metrics.forEach(metric -> rawData.add(metric.path("rawData").path(0)));
    double[] values =
        StreamSupport.stream(rawData.spliterator(), false)
            .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    double score = sum ? StatUtils.sum(values) : StatUtils.mean(values);
    double error = sum ? Double.NaN : error(values);
    joined.put("score", score);
    joined.set("scoreError", number(error));
    joined.putArray("scoreConfidence").add(number(score - error)).add(number(score + error));
    ObjectNode percentiles = joined.putObject("scorePercentiles");
    percentiles.put("0.0", StatUtils.min(values));
    for (double rank : RANKS) {
      percentiles.put(Double.toString(rank), new Percentile().evaluate(values, rank));
    }
    return joined;
  }

  /** JMH's own, over all iterations of all forks; kept for the tools that read it. */
  private static double error(double[] values) {
    if (values.length <= 2) {
      return Double.NaN;
    }
    return ConfidenceIntervals.studentQuantile(values.length - 1, CONFIDENCE)
        * Math.sqrt(StatUtils.variance(values) / values.length);
  }

  /** JMH writes what is no number as a text. */
  private static ValueNode number(double value) {
    return Double.isNaN(value)
        ? JsonNodeFactory.instance.textNode("NaN")
        : JsonNodeFactory.instance.numberNode(value);
  }
}
