package io.github.bertmark.scenario.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrafficSampleTest {
  @Test
  void hasEachLengthInProportion() {
    Random random = new Random(1);
    List<Integer> tokens =
        IntStream.range(0, 5_500)
            .mapToObj(i -> 4 + (int) (-6 * Math.log(random.nextDouble())))
            .toList();

    List<Integer> sample = TrafficSample.of(tokens);

    assertThat(sample).hasSize(500).doesNotHaveDuplicates().isEqualTo(TrafficSample.of(tokens));
    List<Integer> sampled = sample.stream().map(tokens::get).toList();
    assertThat(sampled).isSorted();
    Map<Integer, Integer> of = TrafficSample.lengths(sampled);
    // In steps through the sorted queries no length can be off by one query or more.
    TrafficSample.lengths(tokens)
        .forEach(
            (length, queries) ->
                assertThat((double) of.getOrDefault(length, 0))
                    .isCloseTo(queries * 500 / 5_500.0, within(1.0)));
  }

  @Test
  void isAllOfASmallSet() {
    assertThat(TrafficSample.of(List.of(9, 4, 6, 4))).containsExactly(1, 3, 2, 0);
    assertThat(TrafficSample.lengths(List.of(9, 4, 6, 4))).isEqualTo(Map.of(4, 2, 6, 1, 9, 1));
  }
}
