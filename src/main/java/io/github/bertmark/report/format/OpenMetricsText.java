package io.github.bertmark.report.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A set of metric families in OpenMetrics' text format 1.0
 * (github.com/OpenObservability/OpenMetrics, specification/OpenMetrics.md).
 *
 * <p>A family is a name, a type, a unit that ends the name, and a help text; below it come its
 * metrics, told apart by their labels, each with its points in time, none between another's. Only
 * types that Prometheus's older text format knows too are used, so that its readers take the file.
 */
final class OpenMetricsText {
  private final List<Family> families = new ArrayList<>();

  /** One value of a point, with what its name and labels have beyond the metric's own. */
  record Sample(String suffix, Map<String, String> labels, Number value) {}

  /** What a metric was at a time; null for no time given. */
  private record Point(@Nullable Instant time, List<Sample> samples) {}

  /** A family that points can be added to. */
  static final class Family {
    private final String name;
    private final String head;
    private final Map<Map<String, String>, List<Point>> metrics = new LinkedHashMap<>();

    private Family(String name, String head) {
      this.name = name;
      this.head = head;
    }

    /** Adds a point with one value. */
    void add(Map<String, String> labels, @Nullable Instant time, Number value) {
      add(labels, time, List.of(new Sample("", Map.of(), value)));
    }

    /** Adds a point; of one metric, the earlier first. */
    void add(Map<String, String> labels, @Nullable Instant time, List<Sample> samples) {
      metrics.computeIfAbsent(labels, any -> new ArrayList<>()).add(new Point(time, samples));
    }
  }

  /** A new family of gauges; an empty unit is none. */
  Family gauge(String name, String unit, String help) {
    return family(name, "gauge", unit, help);
  }

  /** A new family of summaries. */
  Family summary(String name, String unit, String help) {
    return family(name, "summary", unit, help);
  }

  private Family family(String name, String type, String unit, String help) {
    StringBuilder head = new StringBuilder();
    head.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    if (!unit.isEmpty()) {
      head.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
    }
    head.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
    Family family = new Family(name, head.toString());
    families.add(family);
    return family;
  }

  /** The whole exposition; families without metrics are left out. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Family family : families) {
      if (family.metrics.isEmpty()) {
        continue;
      }
      text.append(family.head);
      family.metrics.forEach(
          (labels, points) -> points.forEach(point -> append(text, family.name, labels, point)));
    }
    return text.append("# EOF\n").toString();
  }

  private static void append(
      StringBuilder text, String name, Map<String, String> labels, Point point) {
    for (Sample sample : point.samples()) {
      StringJoiner all = new StringJoiner(",", "{", "}").setEmptyValue("");
      labels.forEach((key, value) -> all.add(key + "=\"" + escaped(value) + "\""));
      sample.labels().forEach((key, value) -> all.add(key + "=\"" + escaped(value) + "\""));
      text.append(name).append(sample.suffix()).append(all).append(' ').append(sample.value());
      if (point.time() != null) {
        // Whole seconds: Prometheus's own Python parser compares fractions apart from them.
        text.append(' ').append(point.time().getEpochSecond());
      }
      text.append('\n');
    }
  }

  private static String escaped(String text) {
    return text.replaceAll("\\R", "\n")
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n");
  }
}
