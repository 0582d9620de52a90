package io.github.bertmark.scenario.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.CallTimes.Percentile;
import io.github.bertmark.run.scenario.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficResultsTest {
  @TempDir Path folder;

  @Test
  void areWhatTheForksTimed() throws IOException {
    RunDocument run = RunFixture.of(RunFixture.DISTILBERT).withTraffic().document(folder);
    VariantResult variant = run.variants().get(0);
    Traffic traffic = Objects.requireNonNull(Objects.requireNonNull(variant.scenarios()).traffic());
    double mean = RunFixture.DISTILBERT.meanMillis();

    // By the fixture's own law: mean x (0.45 + 0.05 tokens) x (1 to 1.1).
    Traffic.Line line = Objects.requireNonNull(traffic.line());
    assertThat(line.millisPerToken()).isCloseTo(mean * 0.05 * 1.05, within(mean * 0.001));
    assertThat(line.interceptMillis()).isCloseTo(mean * 0.45 * 1.05, within(mean * 0.01));
    assertThat(line.queryMillis()).isCloseTo(mean * 1.05, within(mean * 0.01));
    assertThat(Objects.requireNonNull(line.queryInterval95Millis()).contains(line.queryMillis()))
        .isTrue();
    assertThat(traffic.medianMillis()).hasSize(500);

    Percentile tail = Objects.requireNonNull(traffic.times().percentile(0.99));
    List<Double> sorted =
        traffic.times().forkTimesMillis().stream().flatMap(List::stream).sorted().toList();
    assertThat(sorted.stream().filter(time -> time > tail.millis()).count())
        .isEqualTo(sorted.size() / 100);
    assertThat(Objects.requireNonNull(tail.interval95Millis()).contains(tail.millis())).isTrue();

    assertThat(figure("traffic-mean").of(variant)).isEqualTo(traffic.times().meanMillis());
    assertThat(figure("traffic-p99").of(variant)).isEqualTo(tail.millis());
    assertThat(MarkdownTraffic.sentence(variant).orElseThrow())
        .startsWith("One query in 100 takes longer than ");
  }

  @Test
  void aDocumentWhoseFiguresWereEditedIsRefused() throws IOException {
    RunDocument run = RunFixture.of(RunFixture.DISTILBERT).withTraffic().document(folder);
    Path file = folder.resolve("run.json");
    run.write(file);
    assertThat(RunDocument.read(file)).isEqualTo(run);

    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("\"millisPerToken\"\\s*:\\s*", "$01"));
    assertThatThrownBy(() -> RunDocument.read(file))
        .hasMessageContaining("traffic.line.millisPerToken");
  }

  private static Figure figure(String id) {
    return Catalogue.STANDARD.metrics().stream()
        .map(Metric::figures)
        .flatMap(List::stream)
        .filter(figure -> figure.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
