package io.github.bertmark.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private static ForkPace fork(int at, double factor, @Nullable Double steal) {
    ForkPace.Sample sample = new ForkPace.Sample(100 * factor, 50 * factor, 2000);
    return new ForkPace(START.plusSeconds(at), sample, sample, steal);
  }

  private static Pace of(@Nullable Double steal, double... factors) {
    List<ForkPace> forks = new ArrayList<>();
    for (int i = 0; i < factors.length; i++) {
      forks.add(fork(factors.length - i, factors[i], steal));
    }
    return new Pace(forks);
  }

  @Test
  void forksAreInTheOrderInWhichTheyRan() {
    Pace pace = of(null, 1, 2, 3);
    assertThat(pace.forks()).extracting(ForkPace::startedAt).isSorted();
    assertThat(pace.logs(0)[0]).isCloseTo(Math.log(300), within(1e-12));
  }

  @Test
  void aQuietMachineIsNotDisturbed() {
    assertThat(of(0.001, 1, 1.01, 0.99, 1.02, 1).disturbance()).isNull();
  }

  @Test
  void aMachineWhosePaceMovedIsDisturbed() {
    // All logarithms of 1, 1, 1.5, 1.5 are ln(1.5) / 2 from their median: 1.4826 x 0.2027.
    assertThat(of(null, 1, 1, 1.5, 1.5).disturbance()).contains("varied by 30 % between forks");
  }

  @Test
  void oneDisturbedForkOfManyIsItsOwnAffair() {
    assertThat(of(null, 1, 1.01, 0.99, 1.02, 3).disturbance()).isNull();
  }

  @Test
  void timeThatOthersHadIsToldFirst() {
    assertThat(of(0.1, 1, 1, 1, 1).disturbance()).contains("kept 10 % of the processor's time");
  }

  @Test
  void noPaceWhereNoForkTold() {
    assertThat(Pace.of(Arrays.asList(null, null))).isNull();
    assertThat(Pace.of(Arrays.asList(null, fork(1, 1, null))).forks()).hasSize(1);
    assertThatThrownBy(() -> new ForkPace.Sample(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
