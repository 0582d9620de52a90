package io.github.bertmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.statistics.ParetoProbability.Contender;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParetoProbabilityTest {
  private static Contender contender(
      String id, double millis, double deviation, int right, long sizeBytes) {
    return new Contender(
        id,
        ChangeRuleTest.forks(5, millis, deviation, id.hashCode()),
        IntStream.range(0, 1000).mapToObj(query -> query < right).toList(),
        sizeBytes);
  }

  @Test
  void whatIsWorseInEverythingIsOffTheFrontierAndTheBestIsOnIt() {
    Map<String, Double> probabilities =
        ParetoProbability.of(
            List.of(
                contender("big", 20, 0.01, 900, 400),
                contender("small", 10, 0.01, 850, 200),
                contender("bad", 25, 0.01, 800, 500)),
            1);
    assertThat(probabilities.get("bad")).isLessThan(0.01);
    assertThat(probabilities.get("big")).isGreaterThan(0.99);
    assertThat(probabilities.get("small")).isEqualTo(1);
  }

  /**
   * Of twins in all but latency, which is equally uncertain for both, one or the other is faster.
   */
  @Test
  void twinsShareTheFrontier() {
    List<List<Double>> times = ChangeRuleTest.forks(5, 20, 0.05, 1);
    List<Boolean> right = List.of(true, false, true);
    Map<String, Double> probabilities =
        ParetoProbability.of(
            List.of(new Contender("a", times, right, 100), new Contender("b", times, right, 100)),
            1);
    assertThat(probabilities.get("a") + probabilities.get("b")).isEqualTo(1, within(1e-9));
    assertThat(probabilities.get("a")).isEqualTo(0.5, within(0.03));
  }

  /**
   * Ten queries tell the variants apart, all in favour of one: under the Bayesian bootstrap it is
   * the better one in every draw; with five against five it is in half of them.
   */
  @Test
  void accuracyIsComparedQueryByQuery() {
    List<List<Double>> fast = ChangeRuleTest.forks(5, 10, 0.001, 1);
    List<List<Double>> slow = ChangeRuleTest.forks(5, 20, 0.001, 1);
    List<Boolean> base = IntStream.range(0, 1000).mapToObj(q -> q >= 100).toList();
    List<Boolean> better = IntStream.range(0, 1000).mapToObj(q -> q >= 90).toList();
    List<Boolean> other =
        IntStream.range(0, 1000).mapToObj(q -> q >= 105 || q >= 95 && q < 100).toList();
    assertThat(
            ParetoProbability.of(
                List.of(
                    new Contender("fast", fast, base, 1), new Contender("slow", slow, better, 1)),
                1))
        .containsEntry("slow", 1.0);
    assertThat(
            ParetoProbability.of(
                    List.of(
                        new Contender("fast", fast, base, 1),
                        new Contender("slow", slow, other, 1)),
                    1)
                .get("slow"))
        .isEqualTo(0.5, within(0.03));
  }

  @Test
  void theOrderOfTheContendersDoesNotMatter() {
    Contender a = contender("a", 20, 0.05, 900, 400);
    Contender b = contender("b", 20.2, 0.05, 899, 400);
    Contender c = contender("c", 19.9, 0.05, 901, 401);
    assertThat(ParetoProbability.of(List.of(c, a, b), 1))
        .isEqualTo(ParetoProbability.of(List.of(a, b, c), 1));
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    Contender a = contender("a", 20, 0.05, 900, 400);
    Contender oneFork = new Contender("b", a.forkTimes().subList(0, 1), a.right(), 1);
    Contender otherQueries = new Contender("b", a.forkTimes(), List.of(true), 1);
    for (List<Contender> bad :
        List.of(
            List.<Contender>of(), List.of(a, a), List.of(a, oneFork), List.of(a, otherQueries))) {
      assertThatThrownBy(() -> ParetoProbability.of(bad, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
