package io.github.bertmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.statistics.Interval;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentileIntervalTest {
  /** Ten forks of a hundred calls; each fork is slower than the one before by a constant. */
  private static Latency latency(double apart) {
    Random random = new Random(1);
    return Latency.of(
        IntStream.range(0, 10)
            .mapToObj(
                fork -> random.doubles(100).mapToObj(call -> 10 + call + apart * fork).toList())
            .toList());
  }

  @Test
  void forksThatAgreeBoundEveryPercentile() {
    Latency latency = latency(0);
    assertHolds(latency.percentileInterval95Millis(0.5), latency.medianMillis());
    assertHolds(latency.percentileInterval95Millis(0.9), latency.p90Millis());
    assertHolds(latency.percentileInterval95Millis(0.95), latency.p95Millis());
    assertHolds(latency.percentileInterval95Millis(0.99), latency.p99Millis());
  }

  private static void assertHolds(Interval interval, double value) {
    assertThat(interval).isNotNull();
    assertThat(interval.contains(value)).isTrue();
  }

  @Test
  void forksThatDifferByMoreThanTheirCallsBoundNone() {
    assertBoundsNone(latency(10));
  }

  private static void assertBoundsNone(Latency latency) {
    for (double quantile : new double[] {0.5, 0.9, 0.95, 0.99}) {
      assertThat(latency.percentileInterval95Millis(quantile)).isNull();
    }
  }

  @Test
  void anAbsentPercentileHasNone() {
    Latency two = Latency.of(latency(0).forkTimesMillis().subList(0, 6));
    assertThat(two.p99Millis()).isNull();
    assertThat(two.percentileInterval95Millis(0.99)).isNull();
    assertThat(two.percentileInterval95Millis(0.95)).isNotNull();
  }

  @Test
  void oneForkBoundsNothing() {
    Latency one = Latency.of(List.of(latency(0).forkTimesMillis().get(0)));
    assertBoundsNone(one);
  }

  /** It was written before there were such intervals. */
  @Test
  void thePublishedRunHasSome() throws Exception {
    assertThat(RunDocument.read(Path.of("results/reference")).variants())
        .map(variant -> variant.latency().percentileInterval95Millis(0.95))
        .anyMatch(interval -> interval != null);
  }
}
