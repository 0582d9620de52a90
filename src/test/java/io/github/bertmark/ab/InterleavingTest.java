package io.github.bertmark.ab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.bertmark.Progress;
import io.github.bertmark.statistics.change.Change;
import io.github.bertmark.statistics.change.ChangeRule;
import io.github.bertmark.statistics.change.SequentialRule;
import io.github.bertmark.statistics.change.SequentialRule.Decision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavingTest {
  private static final SequentialRule RULE =
      SequentialRule.of(ChangeRule.DEFAULT, List.of(6, 8, 10, 12));

  @Test
  void runsTheForksInTheOrderOfTheSeedAndNumbersThemBySide() throws Exception {
    SimulatedForks forks = new SimulatedForks(0.05, 0.02, 1);

    Interleaving done = Interleaving.run(forks, RULE, 42, Progress.NONE);

    assertThat(forks.order)
        .isEqualTo(done.order())
        .isEqualTo(ForkOrder.of(42, 12).subList(0, forks.order.size()));
    for (Side side : Side.values()) {
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < forks.order.size(); i++) {
        if (forks.order.get(i) == side) {
          numbers.add(forks.numbers.get(i));
        }
      }
      assertThat(numbers).hasSize(done.times().of(side).size()).isSorted().startsWith(1);
    }
  }

  @Test
  void aLargeSlowdownIsSettledAtTheFirstLook() throws Exception {
    Interleaving done = Interleaving.run(new SimulatedForks(0.01, 0.3, 2), RULE, 1, Progress.NONE);

    assertThat(done.looks())
        .singleElement()
        .satisfies(
            look -> {
              assertThat(look.forks()).isEqualTo(6);
              assertThat(look.verdict()).isEqualTo(Change.Verdict.SLOWER);
              assertThat(look.decision()).isEqualTo(Decision.SETTLED);
            });
    assertThat(done.order()).hasSize(12);
  }

  @Test
  void pairsAreRunUntilTheyAreSettled() throws Exception {
    SimulatedForks forks = new SimulatedForks(0.2, 0.05, 4);
    SequentialRule rule = SequentialRule.of(ChangeRule.DEFAULT.ofPairs(), List.of(6, 8, 10, 12));

    Interleaving done = Interleaving.runPairs(forks, rule, 1, Progress.NONE);

    // What moves both sides of a pair alike hides nothing: forks vary by 20 %.
    assertThat(done.last().verdict()).isEqualTo(Change.Verdict.SLOWER);
    assertThat(done.last().forks()).isEqualTo(8);
    assertThat(done.order()).isEmpty();
    assertThat(forks.numbers).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void progressReachesItsEndHoweverEarlyItIsSettled() throws Exception {
    List<Long> steps = new ArrayList<>();

    Interleaving.run(
        new SimulatedForks(0.01, 0.3, 2),
        RULE,
        1,
        (task, total) -> {
          steps.add(-total);
          return steps::add;
        });

    assertThat(steps).hasSize(1 + 12 + 1);
    assertThat(steps.stream().mapToLong(Long::longValue).sum()).isZero();
  }

  @Test
  void equalSidesOfAQuietMachineAreSettledEarlyToo() throws Exception {
    Interleaving done = Interleaving.run(new SimulatedForks(0.005, 0, 3), RULE, 1, Progress.NONE);

    assertThat(done.last().verdict()).isEqualTo(Change.Verdict.NO_CLEAR_CHANGE);
    assertThat(done.last().forks()).isLessThan(12);
  }

  @Test
  void whatTheForksLeftWouldHardlySettleIsGivenUp() throws Exception {
    Interleaving done = Interleaving.run(new SimulatedForks(0.4, 0, 4), RULE, 1, Progress.NONE);

    assertThat(done.last().decision()).isEqualTo(Decision.HOPELESS);
    assertThat(done.last().forks()).isLessThan(12);
  }

  @Test
  void twoForksASideSayNothingAndEndThere() throws Exception {
    SequentialRule two = SequentialRule.of(ChangeRule.DEFAULT, List.of(2));

    Interleaving done = Interleaving.run(new SimulatedForks(0.01, 0.5, 5), two, 1, Progress.NONE);

    assertThat(done.last().verdict()).isEqualTo(Change.Verdict.UNDECIDED);
    assertThat(done.last().decision()).isEqualTo(Decision.EXHAUSTED);
  }

  @Test
  void aForkThatFailsEndsIt() {
    Interleaving.ForkRunner failing =
        (side, number) -> {
          throw new IOException("fork " + number);
        };

    assertThatIOException()
        .isThrownBy(() -> Interleaving.run(failing, RULE, 1, Progress.NONE))
        .withMessage("fork 1");
  }

  /** All looks together must keep what one look promises: 1 % in either direction. */
  @Test
  void equalSidesRaiseFewFalseAlarms() throws Exception {
    int alarms = 0;
    int trials = 300;
    for (int trial = 0; trial < trials; trial++) {
      Interleaving done =
          Interleaving.run(new SimulatedForks(0.03, 0, 1_000 + trial), RULE, trial, Progress.NONE);
      alarms += done.last().verdict() == Change.Verdict.SLOWER ? 1 : 0;
    }
    // 3 are expected at most; more than 9 of 300 would happen once in some 1,000 times.
    assertThat(alarms).isLessThanOrEqualTo(9);
  }
}
