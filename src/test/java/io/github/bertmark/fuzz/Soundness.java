package io.github.bertmark.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What holds of every document that a parser takes, whatever was done to its bytes. */
final class Soundness {
  private static final double ROUNDING = 1e-9;

  private Soundness() {}

  /**
   * Looks at what a parser returned.
   *
   * @throws IllegalStateException if it contradicts itself, or would not be read again
   */
  static void require(Object value) throws IOException {
    if (value instanceof List<?> list) {
      for (Object element : list) {
        require(element);
      }
    }
    if (!(value instanceof Record)
        || !value.getClass().getPackageName().startsWith("io.github.bertmark")) {
      return;
    }
    byte[] written = Json.toBytes(value);
    try {
      Object again = Json.read(written, value.getClass(), "what was taken", "");
      hold(again.equals(value), "it is another when it is written and read again");
    } catch (InputException e) {
      throw new IllegalStateException("it is not taken when it is written", e);
    }
    walk("", Json.read(written, JsonNode.class, "", ""));
    if (value instanceof RunDocument run) {
      for (VariantResult variant : run.variants()) {
        latency(variant.latency());
        accuracy(run, variant.accuracy());
      }
    }
  }

  /** Counted in the plainest way, unlike the code under test. */
  private static void latency(Latency latency) {
    double sum = 0;
    int calls = 0;
    for (List<Double> fork : latency.forkTimesMillis()) {
      for (double time : fork) {
        sum += time;
        calls++;
      }
    }
    hold(latency.calls() == calls, "calls");
    hold(Math.abs(latency.meanMillis() - sum / calls) <= ROUNDING * sum, "meanMillis");
    hold(latency.minimumMillis() <= latency.medianMillis(), "minimumMillis");
    hold(latency.medianMillis() <= latency.maximumMillis(), "maximumMillis");
  }

  private static void accuracy(RunDocument run, Accuracy accuracy) {
    hold(accuracy.queries() == run.dataset().queries(), "queries");
    hold(
        Math.abs(accuracy.accuracy() * accuracy.queries() - accuracy.correct()) < 1e-3, "accuracy");
    hold(accuracy.wilson95().contains(accuracy.accuracy()), "wilson95");
  }

  /** Numbers are finite, shares are shares, an interval begins below its end. */
  private static void walk(String name, JsonNode node) {
    if (node.isNumber()) {
      hold(Double.isFinite(node.doubleValue()), name + " is not finite");
    }
    if (node.isNumber() && name.matches("accuracy|inScopeAccuracy|outOfScopeRecall|macroF1")) {
      hold(node.doubleValue() >= 0 && node.doubleValue() <= 1, name + " is no share");
    }
    if (node.has("lower") && node.has("upper")) {
      hold(node.get("lower").doubleValue() <= node.get("upper").doubleValue(), name);
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      walk(entry.getKey(), entry.getValue());
    }
    if (node.isArray()) {
      node.forEach(element -> walk(name, element));
    }
  }

  private static void hold(boolean truth, String what) {
    if (!truth) {
      throw new IllegalStateException("contradicts itself: " + what);
    }
  }
}
