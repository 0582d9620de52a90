package io.github.bertmark.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.statistics.Interval;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointLabelsTest {
  private static List<TradeoffPoint> points(int count, int frontierEvery) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new TradeoffPoint(
                    "p" + i,
                    1 + i,
                    null,
                    90,
                    new Interval(89, 91),
                    10,
                    i % frontierEvery == 0,
                    i == count - 1))
        .toList();
  }

  @Test
  void aFewAreAllLabelled() {
    assertThat(PointLabels.labelled(points(40, 7))).hasSize(40);
  }

  @Test
  void ofManyTheStudiedAndTheFrontierAre() {
    assertThat(PointLabels.labelled(points(2_000, 500)))
        .containsExactly(0, 500, 1_000, 1_500, 1_999);
    assertThat(PointLabels.labelled(points(2_000, 2))).hasSize(40).endsWith(1_999);
  }
}
