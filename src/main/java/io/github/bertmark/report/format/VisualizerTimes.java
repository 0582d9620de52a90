package io.github.bertmark.report.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.scenario.traffic.TrafficScenario;
import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Entries of JMH's JSON as times per call, in microseconds: JMH Visualizer rounds to whole numbers.
 *
 * <p>The score of a round of calls that take turns is the time of all of them and of the rests
 * between, so each of its counters is an entry instead, in a class named as the round: the site
 * shows a class as one chart.
 */
final class VisualizerTimes {
  private static final String COUNTER = "Nanos";

  /** JMH's own, of its errors. */
  private static final double CONFIDENCE = 0.999;

  private VisualizerTimes() {}

  /** The entries in place of one, if any; it may be changed, and be among them. */
  static List<ObjectNode> of(ObjectNode entry) {
    if (entry.path("benchmark").asText().equals(TrafficScenario.BENCHMARK)) {
      // A pass over hundreds of queries, whose mean is a metric of the latency's entry.
      return List.of();
    }
    List<ObjectNode> calls = new ArrayList<>();
    for (Map.Entry<String, JsonNode> counter : entry.path("secondaryMetrics").properties()) {
      if (counter.getKey().endsWith(COUNTER)) {
        calls.add(call(entry, counter.getKey(), counter.getValue().path("rawData")));
      }
    }
    if (!calls.isEmpty()) {
      return calls;
    }
    if (entry.path("primaryMetric") instanceof ObjectNode score
        && score.path("scoreUnit").asText().equals("ms/op")) {
      ObjectNode micros = (ObjectNode) shifted(score, 3);
      entry.set("primaryMetric", micros.put("scoreUnit", "us/op"));
    }
    return List.of(entry);
  }

  private static ObjectNode call(ObjectNode round, String counter, JsonNode nanos) {
    ObjectNode call = round.deepCopy();
    String name = counter.substring(0, counter.length() - COUNTER.length());
    call.put("benchmark", round.path("benchmark").asText() + "." + name);
    call.putObject("secondaryMetrics");
    JsonNode micros = shifted(nanos, -3);
    List<List<Double>> byFork = new ArrayList<>();
    for (JsonNode fork : micros) {
      List<Double> times = new ArrayList<>();
      fork.forEach(time -> times.add(time.doubleValue()));
      byFork.add(times);
    }
    Summary summary = Summary.of(byFork.stream().flatMap(List::stream).toList());
    Interval interval = ConfidenceIntervals.ofMeanOverForks(byFork, CONFIDENCE).orElse(null);
    ObjectNode score = call.putObject("primaryMetric");
    score.put("score", summary.mean());
    ArrayNode confidence = score.withArray("/scoreConfidence");
    if (interval == null) {
      score.put("scoreError", "NaN");
      confidence.add("NaN").add("NaN");
    } else {
      score.put("scoreError", (interval.upper() - interval.lower()) / 2);
      Interval positive = ConfidenceIntervals.positive(interval);
      confidence.add(positive.lower()).add(positive.upper());
    }
    ObjectNode percentiles = score.putObject("scorePercentiles");
    percentiles.put("0.0", summary.minimum()).put("50.0", summary.median());
    percentiles.put("90.0", summary.p90()).put("95.0", summary.p95()).put("99.0", summary.p99());
    percentiles.put("100.0", summary.maximum());
    score.put("scoreUnit", "us/op");
    score.set("rawData", micros);
    return call;
  }

  /** All its numbers with the decimal point moved, so that no digit changes. */
  private static JsonNode shifted(JsonNode tree, int places) {
    JsonNode copy = tree.deepCopy();
    if (copy.isNumber()) {
      return DecimalNode.valueOf(copy.decimalValue().movePointRight(places));
    }
    if (copy instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(shifted(field.getValue(), places)));
    } else if (copy instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, shifted(array.get(i), places));
      }
    }
    return copy;
  }
}
