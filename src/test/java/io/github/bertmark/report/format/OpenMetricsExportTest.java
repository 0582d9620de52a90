package io.github.bertmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.run.Latency;
import io.github.bertmark.run.StoredRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricsProcessor;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.types.Summary;
import org.hawkular.agent.prometheus.walkers.CollectorPrometheusMetricsWalker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads the values with Hawkular's parser of Prometheus's text, and holds each line and the order
 * of lines against the grammar of OpenMetrics 1.0.
 */
class OpenMetricsExportTest {
  private static final String NUMBER = "[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?";
  private static final String LABEL = "[a-zA-Z_]\\w*=\"(?:[^\"\\\\\\n]|\\\\[n\"\\\\])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][\\w:]*)(\\{(?:%s(?:,%s)*)?})? (%s)(?: (%s))?"
              .formatted(LABEL, LABEL, NUMBER, NUMBER));
  private static final Pattern METADATA =
      Pattern.compile("# (TYPE|UNIT|HELP) ([a-zA-Z_:][\\w:]*) (?:(?:[^\"\\\\\\n]|\\\\[n\"\\\\])*)");

  @TempDir Path folder;
  private StoredRun run;

  @BeforeEach
  void write() throws IOException {
    run = StoredRuns.write(folder);
  }

  private static String text(StoredRun... runs) throws IOException {
    List<ExportFile> files = StoredRuns.export(ExportFormat.OPENMETRICS, runs);
    assertThat(files).extracting(ExportFile::name).containsExactly("openmetrics.txt");
    return files.get(0).text();
  }

  private static List<MetricFamily> families(String text) {
    var collector = new CollectorPrometheusMetricsWalker();
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    new TextPrometheusMetricsProcessor(bytes, collector).walk();
    return collector.getAllMetricFamilies();
  }

  private static Metric metric(String text, String family, String variant) {
    return families(text).stream()
        .filter(candidate -> candidate.getName().equals(family))
        .flatMap(candidate -> candidate.getMetrics().stream())
        .filter(candidate -> variant.equals(candidate.getLabels().get("variant")))
        .findFirst()
        .orElseThrow();
  }

  private static double gauge(String text, String family, String variant) {
    return ((Gauge) metric(text, family, variant)).getValue();
  }

  @Test
  void valuesAreInBaseUnits() throws IOException {
    String text = text(run);
    Latency latency = run.document().variants().get(0).latency();
    assertThat(gauge(text, "bertmark_call_latency_mean_seconds", "bert-baseline"))
        .isEqualTo(latency.meanMillis() / 1000, within(1e-12));
    assertThat(gauge(text, "bertmark_model_size_bytes", "distilbert")).isEqualTo(268_321_000);
    assertThat(gauge(text, "bertmark_accuracy_ratio", "distilbert"))
        .isEqualTo(4_841 / 5_500.0, within(1e-12));
    var summary = (Summary) metric(text, "bertmark_call_latency_seconds", "bert-baseline");
    assertThat(summary.getSampleCount()).isEqualTo(latency.calls());
    assertThat(summary.getSampleSum() / summary.getSampleCount())
        .isEqualTo(latency.meanMillis() / 1000, within(1e-12));
  }

  @Test
  void aQuantileIsThereIfTheCallsBoundIt() throws IOException {
    assertThat(quantiles(run)).containsOnlyKeys(0.5);

    StoredRun many = StoredRuns.writeLong(folder.resolve("many"));
    Double p95 = many.document().variants().get(0).latency().p95Millis();
    assertThat(p95).isNotNull();
    assertThat(quantiles(many)).containsOnlyKeys(0.5, 0.9, 0.95, 0.99);
    assertThat(quantiles(many).get(0.95)).isEqualTo(p95 / 1000, within(1e-12));
  }

  private static Map<Double, Double> quantiles(StoredRun run) throws IOException {
    String text = text(run);
    assertGrammar(text);
    var summary = (Summary) metric(text, "bertmark_call_latency_seconds", "bert-baseline");
    return summary.getQuantiles().stream()
        .collect(Collectors.toMap(Summary.Quantile::getQuantile, Summary.Quantile::getValue));
  }

  @Test
  void aRunAloneHasNoTimesAndManyHaveTheirs() throws IOException {
    for (String line : lines(text(run))) {
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches() && sample.group(4) != null).isFalse();
    }
    List<String> times = new ArrayList<>();
    for (String line : lines(text(StoredRuns.later(run, 1), run))) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        assertThat(sample.group(4)).as(line).isNotNull();
        if (line.startsWith("bertmark_accuracy_ratio{variant=\"distilbert\"}")) {
          times.add(sample.group(4));
        }
      }
    }
    long start = run.document().createdAt().getEpochSecond();
    assertThat(times).containsExactly("" + start, "" + (start + 86_400));
  }

  @Test
  void linesFollowTheGrammar() throws IOException {
    assertGrammar(text(run));
    assertGrammar(text(run, StoredRuns.later(run, 1), StoredRuns.later(run, 2)));
    assertGrammar(text(StoredRuns.hostile(run)));
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }

  private static void assertGrammar(String text) {
    assertThat(text).endsWith("\n# EOF\n").doesNotContain("\r");
    String family = "";
    Set<String> families = new HashSet<>();
    Set<String> series = new HashSet<>();
    String metric = "";
    double time = Double.NEGATIVE_INFINITY;
    for (String line : lines(text.substring(0, text.length() - "# EOF\n".length() - 1))) {
      Matcher metadata = METADATA.matcher(line);
      if (metadata.matches()) {
        String name = metadata.group(2);
        if (metadata.group(1).equals("TYPE")) {
          assertThat(families.add(name)).as("one family: %s", name).isTrue();
          family = name;
        }
        assertThat(name).isEqualTo(family);
        if (metadata.group(1).equals("UNIT")) {
          assertThat(name).endsWith("_" + line.substring(line.lastIndexOf(' ') + 1));
        }
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      assertThat(sample.group(1)).isIn(family, family + "_sum", family + "_count");
      String labels = String.valueOf(sample.group(2)).replaceAll(",quantile=\"[0-9.]+\"", "");
      if (!metric.equals(family + labels)) {
        metric = family + labels;
        assertThat(series.add(metric)).as("not interleaved: %s", line).isTrue();
        time = Double.NEGATIVE_INFINITY;
      }
      if (sample.group(4) != null) {
        double next = Double.parseDouble(sample.group(4));
        assertThat(next).isGreaterThanOrEqualTo(time);
        time = next;
      }
    }
  }

  @Test
  void hostileNamesComeBackAsTheyWere() throws IOException {
    String text = text(StoredRuns.hostile(run));
    Map<String, String> labels =
        metric(text, "bertmark_variant_metadata", StoredRuns.HOSTILE).getLabels();
    assertThat(labels).containsEntry("name", StoredRuns.HOSTILE);
    assertThat(gauge(text, "bertmark_model_size_bytes", StoredRuns.HOSTILE)).isEqualTo(268_321_000);
  }
}
