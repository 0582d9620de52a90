package io.github.bertmark.ab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForkOrderTest {
  private static final List<Side> ABBA =
      List.of(Side.BASE, Side.CANDIDATE, Side.CANDIDATE, Side.BASE);
  private static final List<Side> BAAB =
      List.of(Side.CANDIDATE, Side.BASE, Side.BASE, Side.CANDIDATE);

  @Test
  void consistsOfBlocksThatASteadyDriftLeavesEven() {
    for (long seed = 0; seed < 50; seed++) {
      List<Side> order = ForkOrder.of(seed, 8);

      assertThat(order).hasSize(16);
      for (int start = 0; start < order.size(); start += 4) {
        assertThat(order.subList(start, start + 4)).isIn(ABBA, BAAB);
      }
      assertThat(meanPosition(order, Side.BASE)).isEqualTo(meanPosition(order, Side.CANDIDATE));
    }
  }

  @Test
  void isTheSeeds() {
    assertThat(ForkOrder.of(7, 10)).isEqualTo(ForkOrder.of(7, 10));
    Set<List<Side>> orders = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      orders.add(ForkOrder.of(seed, 6));
    }
    assertThat(orders).as("2 orders in each of 3 blocks").hasSize(8);
  }

  @Test
  void moreForksBeginAsFewerDo() {
    List<Side> longer = ForkOrder.of(3, 12);

    assertThat(ForkOrder.of(3, 4)).isEqualTo(longer.subList(0, 8));
  }

  @Test
  void anOddNumberEndsWithOneForkOfEach() {
    List<Side> order = ForkOrder.of(1, 3);

    assertThat(order).hasSize(6);
    assertThat(order.subList(4, 6)).containsExactlyInAnyOrder(Side.BASE, Side.CANDIDATE);
  }

  private static double meanPosition(List<Side> order, Side side) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i) == side) {
        sum += i;
        count++;
      }
    }
    return sum / count;
  }
}
