package io.github.bertmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.Json;
import io.github.bertmark.statistics.Interval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {
  private static List<Double> calls(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> (double) i).toList();
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "63, 0", "64, 1", "129, 1", "130, 2", "661, 2", "662, 3", "5000, 3"})
  void aPercentileTakesAsManyCallsAsBoundIt(int count, int told) {
    Latency latency = Latency.of(List.of(calls(count)));
    assertThat(latency.p90Millis() != null).isEqualTo(told >= 1);
    assertThat(latency.p95Millis() != null).isEqualTo(told >= 2);
    assertThat(latency.p99Millis() != null).isEqualTo(told == 3);
    assertThat(latency.medianMillis()).isEqualTo((count + 1) / 2.0);
  }

  @Test
  void callsOfAllForksCount() {
    List<List<Double>> forks = IntStream.range(0, 7).mapToObj(fork -> calls(100)).toList();
    assertThat(Latency.of(forks).p99Millis()).isEqualTo(99.01, within(1e-9));
    assertThat(Latency.of(forks.subList(0, 6)).p99Millis()).isNull();
  }

  /** Former versions wrote a figure whatever the number of calls. */
  @ParameterizedTest
  @ValueSource(ints = {500, 700})
  void aFigureOfTooFewCallsIsNotTakenFromADocument(int count) throws IOException {
    Latency enough = Latency.of(List.of(calls(700)));
    String document = Json.toText(enough).replace("\"calls\": 700", "\"calls\": " + count);
    Latency read =
        Json.read(document.getBytes(StandardCharsets.UTF_8), Latency.class, "latency", "-");
    assertThat(read.p95Millis()).isEqualTo(enough.p95Millis());
    assertThat(read.p99Millis()).isEqualTo(count == 700 ? enough.p99Millis() : null);
  }

  @Test
  void aTimeIsNeverBelowZero() throws IOException {
    Latency apart = Latency.of(List.of(List.of(1.0, 1.1), List.of(2.0, 2.1)));
    Interval interval = apart.meanInterval95Millis();
    assertThat(interval.lower()).isPositive().isLessThan(1.55);
    // Nor where a former version wrote it so.
    String former =
        Json.toText(apart)
            .replaceFirst("\"lower\": [0-9.E-]+", "\"lower\": " + (2 * 1.55 - interval.upper()));
    Latency read =
        Json.read(former.getBytes(StandardCharsets.UTF_8), Latency.class, "latency", "-");
    assertThat(read.meanInterval95Millis().lower()).isCloseTo(interval.lower(), within(1e-9));
  }

  @Test
  void whatIsAbsentComesBackAsAbsent() throws IOException {
    Latency few = Latency.of(List.of(calls(3)));
    assertThat(Json.read(Json.toBytes(few), Latency.class, "latency", "-")).isEqualTo(few);
  }
}
