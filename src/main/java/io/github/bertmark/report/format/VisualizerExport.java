package io.github.bertmark.report.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.metric.Scale;
import io.github.bertmark.metric.Unit;
import io.github.bertmark.report.format.Columns.Column;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * JMH's JSON for JMH Visualizer: times per call ({@link VisualizerTimes}), and of whole calls the
 * errors and the model's size along.
 *
 * <p>These are secondary metrics as JMH's profilers write them, with a dot before the name: the
 * site offers no others. They are errors and not accuracies, since it takes every metric that it
 * does not know as the lower the better; and in so many queries that the whole numbers that it
 * shows differ.
 */
public final class VisualizerExport {
  private static final String WAY_OUT = "merge the run again";

  /** JMH's percentiles. */
  private static final List<String> PERCENTILES =
      List.of("0.0", "50.0", "90.0", "95.0", "99.0", "99.9", "99.99", "99.999", "99.9999", "100.0");

  private static final double QUERIES = 10_000;
  private static final String SHARE = "of 10,000 queries";

  /** The visualizer takes names and parameters apart at spaces and equals signs. */
  private static final Pattern SEPARATOR = Pattern.compile("[\\s=]");

  /** The latency is the score itself. */
  private static final Columns METRICS =
      new Columns(
          List.of("accuracy", "size"),
          Set.of("out-of-scope-recall", "allocation"),
          Map.of("size", "model_size"));

  private VisualizerExport() {}

  /** Writes what {@link #of} makes into a folder, in a file named after the run. */
  public static void write(Path jmh, RunDocument run, Path folder) throws IOException {
    Json.write(folder.resolve(fileName(run)), of(jmh, run, Catalogue.STANDARD));
  }

  /** The site names runs as their files, and tells them apart by that. */
  static String fileName(RunDocument run) {
    return "jmh-visualizer-" + FileNames.distinct(List.of(run.id())).get(0) + ".json";
  }

  /**
   * Makes what the site reads.
   *
   * @param jmh JMH's own file, which the run was merged from and which stays as it is
   * @param run the merged run
   * @throws InputException if the two do not belong together, or the visualizer could not read a
   *     parameter
   */
  static JsonNode of(Path jmh, RunDocument run, Catalogue catalogue) throws IOException {
    JsonNode root = Json.read(jmh, JsonNode.class, WAY_OUT);
    if (!Digests.sha256(jmh).equals(run.jmhSha256())) {
      throw new InputException(
          jmh, "is not the file that run " + run.id() + " was made of", WAY_OUT);
    }
    Map<String, VariantResult> variants =
        run.variants().stream().collect(Collectors.toMap(VariantResult::id, Function.identity()));
    List<ObjectNode> calls = new ArrayList<>();
    for (JsonNode entry : root) {
      requireReadable(jmh, entry.path("params"));
      calls.addAll(VisualizerTimes.of((ObjectNode) entry));
    }
    for (ObjectNode entry : calls) {
      VariantResult variant = variants.get(entry.path("params").path("variant").asText());
      if (variant != null
          && entry.path("benchmark").asText().equals(run.protocol().benchmark())
          && entry.path("secondaryMetrics") instanceof ObjectNode secondary) {
        int forks = entry.path("forks").asInt();
        for (Column column : METRICS.of(catalogue, VisualizerExport::isShown)) {
          put(secondary, column, variant, forks);
        }
      }
    }
    return JsonNodeFactory.instance.arrayNode().addAll(calls);
  }

  private static boolean isShown(Figure figure) {
    return figure.prominence() == Figure.Prominence.HEADLINE
        && !Catalogue.LATENCY.figures().contains(figure);
  }

  private static void put(ObjectNode metrics, Column column, VariantResult variant, int forks) {
    Figure figure = column.figure();
    Scale scale = figure.unit().shown();
    Number value = figure.of(variant, scale);
    String name = Columns.snake(METRICS.name(figure));
    if (figure.id().equals(Catalogue.ACCURACY.id())) {
      Accuracy of = variant.accuracy();
      put(metrics, "errors", QUERIES * (of.queries() - of.correct()) / of.queries(), SHARE, forks);
    } else if (value != null && column.isBetterWhenHigher() && figure.unit() == Unit.SHARE) {
      put(metrics, name + "_errors", QUERIES * (1 - value.doubleValue() / 100), SHARE, forks);
    } else if (value != null) {
      put(metrics, name, value.doubleValue(), scale.symbol(), forks);
    }
  }

  /** One value that every fork shares; without an error, as JMH writes it for a lone value. */
  private static void put(ObjectNode metrics, String name, double score, String unit, int forks) {
    ObjectNode metric = metrics.putObject("·" + name);
    metric.put("score", score);
    metric.put("scoreError", "NaN");
    metric.putArray("scoreConfidence").add("NaN").add("NaN");
    ObjectNode percentiles = metric.putObject("scorePercentiles");
    PERCENTILES.forEach(percentile -> percentiles.put(percentile, score));
    metric.put("scoreUnit", unit);
    ArrayNode rawData = metric.putArray("rawData");
    for (int fork = 0; fork < forks; fork++) {
      rawData.addArray().add(score);
    }
  }

  private static void requireReadable(Path jmh, JsonNode params) {
    for (Map.Entry<String, JsonNode> param : params.properties()) {
      if (SEPARATOR.matcher(param.getKey() + param.getValue().asText()).find()) {
        throw new InputException(
            jmh,
            "JMH Visualizer cannot read the parameter " + param,
            "use names without spaces and equals signs");
      }
    }
  }
}
