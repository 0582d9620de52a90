package io.github.bertmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.statistics.Interval;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentileIntervalsTest {
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
    PercentileIntervals intervals = PercentileIntervals.of(latency);
    assertHolds(intervals.p50(), latency.medianMillis());
    assertHolds(intervals.p90(), latency.p90Millis());
    assertHolds(intervals.p95(), latency.p95Millis());
    assertHolds(intervals.p99(), latency.p99Millis());
  }

  private static void assertHolds(Interval interval, double value) {
    assertThat(interval).isNotNull();
    assertThat(interval.contains(value)).isTrue();
  }

  @Test
  void forksThatDifferByMoreThanTheirCallsBoundNone() {
    assertThat(PercentileIntervals.of(latency(10)))
        .isEqualTo(new PercentileIntervals(null, null, null, null));
  }

  @Test
  void anAbsentPercentileHasNone() {
    Latency two = Latency.of(latency(0).forkTimesMillis().subList(0, 6));
    assertThat(two.p99Millis()).isNull();
    assertThat(PercentileIntervals.of(two).p99()).isNull();
    assertThat(PercentileIntervals.of(two).p95()).isNotNull();
  }

  @Test
  void oneForkBoundsNothing() {
    Latency one = Latency.of(List.of(latency(0).forkTimesMillis().get(0)));
    assertThat(PercentileIntervals.of(one))
        .isEqualTo(new PercentileIntervals(null, null, null, null));
  }

  /** It was written before there were such intervals. */
  @Test
  void thePublishedRunHasSome() throws Exception {
    assertThat(RunDocument.read(Path.of("results/reference")).variants())
        .map(variant -> PercentileIntervals.of(variant.latency()).p95())
        .anyMatch(interval -> interval != null);
  }
}
