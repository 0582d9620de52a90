package io.github.bertmark.statistics.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForkTrendTest {
  private static final Offset<Double> EXACT = within(1e-9);

  /** R's data set {@code Nile}: the annual flow at Aswan, 1871 to 1970, mean 919.35. */
  private static final double[] NILE = {
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
  };

  /** By the definitions, in NumPy and SciPy 1.17; {@code theilslopes} gives the slope. */
  @Test
  void theTrendOfTheNileIsScipys() {
    assertThat(ForkTrend.mannKendall(NILE)).isEqualTo(-1387);
    assertThat(ForkTrend.mannKendallPValue(NILE, 1)).isEqualTo(3.658262921664327e-05, EXACT);
    assertThat(ForkTrend.theilSen(NILE)).isEqualTo(-2.6, EXACT);
  }

  /**
   * The flow fell after 1898, the 28th year (Cobb, Biometrika 65, 1978), by Pettitt's test, too.
   */
  @Test
  void theNileShiftsAfterItsTwentyEighthYear() {
    assertThat(ForkTrend.pettitt(NILE)).containsExactly(28, 1617);
    assertThat(ForkTrend.pettittPValue(1617, 100, 1)).isEqualTo(3.5910221769362927e-07, EXACT);
    ForkTrend trend = ForkTrend.of(Arrays.stream(NILE).boxed().toList());
    assertThat(trend.shiftAfter()).isEqualTo(28);
    assertThat(trend.shifted()).isTrue();
    assertThat(trend.shift()).isBetween(-0.3, -0.2);
  }

  @Test
  void aTrendAndAShiftAreFoundWithTheirSize() {
    Random random = new Random(1);
    ForkTrend drifting =
        ForkTrend.of(
            IntStream.range(0, 100)
                .mapToObj(i -> 20 * (1 + 0.1 * i / 99) * (1 + 0.02 * random.nextGaussian()))
                .toList());
    assertThat(drifting.drifting()).isTrue();
    assertThat(drifting.drift()).isEqualTo(0.1, within(0.03));
    ForkTrend shifted =
        ForkTrend.of(
            IntStream.range(0, 100)
                .mapToObj(i -> (i < 30 ? 20 : 22) * (1 + 0.02 * random.nextGaussian()))
                .toList());
    assertThat(shifted.shifted()).isTrue();
    assertThat(shifted.shiftAfter()).isBetween(28, 32);
    assertThat(shifted.shift()).isEqualTo(0.1, within(0.02));
  }

  /**
   * Calls as noisy, correlated and bursty as measured: at most a few of 2,000 forks raise an alarm.
   */
  @Test
  void steadyForksRarelyRaiseAnAlarm() {
    for (NoiseModel model : List.of(NoiseModel.DISTILBERT, NoiseModel.BERT)) {
      assertThat(unsteady(Simulation.lists(model.side(500, 20, new SplittableRandom(1)))))
          .isLessThanOrEqualTo(5);
    }
  }

  @Test
  void strongAutocorrelationIsNoTrend() {
    Random random = new Random(3);
    List<List<Double>> forks = new ArrayList<>();
    for (int fork = 0; fork < 200; fork++) {
      double state = 0;
      List<Double> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        state = 0.7 * state + random.nextGaussian();
        calls.add(20 * Math.exp(0.05 * state));
      }
      forks.add(calls);
    }
    assertThat(unsteady(forks)).isLessThanOrEqualTo(6);
  }

  private static long unsteady(List<List<Double>> forks) {
    return forks.stream().filter(calls -> !isSteady(ForkTrend.of(calls))).count();
  }

  @Test
  void aFewSlowCallsAreNoShift() {
    double[] calls = new Random(5).doubles(100, 19.5, 20.5).toArray();
    for (int i = 80; i < 88; i++) {
      calls[i] *= 3;
    }
    assertThat(isSteady(ForkTrend.of(DoubleStream.of(calls).boxed().toList()))).isTrue();
  }

  @Test
  void aSignificantButTinyTrendIsSteady() {
    ForkTrend tiny = ForkTrend.of(IntStream.range(0, 100).mapToObj(i -> 20 + 0.001 * i).toList());
    assertThat(tiny.driftPValue()).isLessThan(0.05);
    assertThat(isSteady(tiny)).isTrue();
  }

  @Test
  void aShortForkTellsNothing() {
    ForkTrend trend = ForkTrend.of(List.of(1.0, 2.0, 3.0));
    assertThat(isSteady(trend)).isTrue();
    assertThat(trend.longEnough()).isFalse();
  }

  @Test
  void equalCallsAreSteady() {
    assertThat(isSteady(ForkTrend.of(Collections.nCopies(50, 20.0)))).isTrue();
  }

  private static boolean isSteady(ForkTrend trend) {
    return !trend.drifting() && !trend.shifted();
  }
}
