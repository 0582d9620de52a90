package io.github.bertmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.run.scenario.Load;
import io.github.bertmark.run.scenario.LoadSearch;
import io.github.bertmark.run.scenario.LoadStep;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateSearchTest {
  private static LoadStep step(double rate, int queries, double p99, double late) {
    return new LoadStep(rate, queries, 1, 2, p99, 2 * p99, 1, late);
  }

  /** An M/M/1 queue's p99. */
  private static LoadStep queue(double rate, double capacity) {
    double p99 = rate >= capacity ? 1e6 : 1000 * Math.log(100) / (capacity - rate);
    return step(rate, 5000, p99, 0.1);
  }

  @Test
  void findsTheHighestRateOfTheGridThatHolds() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      double capacity = Math.exp(5 + 3 * random.nextDouble());
      LoadSearch search = new RateSearch(50, rate -> queue(rate, capacity)).find(capacity);

      double highest = capacity - 1000 * Math.log(100) / 50;
      double found = Objects.requireNonNull(search.held()).perSecond();
      assertThat(found).isLessThanOrEqualTo(highest).isGreaterThan(highest / RateSearch.FACTOR);
      assertThat(search.faults()).isEmpty();
      assertThat(search.steps().size()).isLessThanOrEqualTo(9);
    }
  }

  @Test
  void aRateHasToHoldTwice() {
    int[] lucky = {0};
    RateSearch search =
        new RateSearch(
            50, rate -> rate > 80 && lucky[0]++ > 0 ? step(rate, 5000, 99, 0) : queue(rate, 1000));

    assertThat(Objects.requireNonNull(search.find(100).held()).perSecond()).isLessThan(80);
  }

  @Test
  void saysWhyARateIsNotToBeTrusted() {
    assertThat(new RateSearch(50, rate -> step(rate, 5000, 51, 0)).find(100).faults())
        .containsExactly("no rate kept p99 within the bound");
    assertThat(new RateSearch(50, rate -> step(rate, 200, 10, 2.6)).find(100).faults())
        .satisfiesExactly(
            few -> assertThat(few).startsWith("too few queries for p99: 200 of "),
            late -> assertThat(late).isEqualTo("the generator was late by 2.6 ms at p99"));
  }

  @Test
  void aMillionQueriesCostWhatTheMachineDoesWhileItAnswersThem() {
    LoadStep held = step(100, 5000, 10, 0);
    Load load = new Load(50, 2, 1, 0.36, List.of(LoadSearch.of(50, held, List.of(held))));

    // 10,000 seconds, of 0.0001 each.
    assertThat(load.pricePerMillion()).isEqualTo(1);
  }
}
