package io.github.bertmark.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The order in which the forks of both sides run: blocks of four, ABBA or BAAB as a seed has it.
 *
 * <p>A machine drifts: it warms up, its neighbours come and go. Within a block both sides have the
 * same mean position, so that a drift that is steady over a block adds the same to both; and since
 * it is drawn who begins, no rhythm of the machine falls in with the sides'.
 */
public final class ForkOrder {
  private ForkOrder() {}

  /**
   * The first forks of each side.
   *
   * @param forks of either side; if odd, the last block is cut to one fork of each
   */
  public static List<Side> of(long seed, int forks) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Side> order = new ArrayList<>();
    while (order.size() < 2 * forks) {
      Side first = random.nextBoolean() ? Side.BASE : Side.CANDIDATE;
      order.addAll(List.of(first, first.other(), first.other(), first));
    }
    return List.copyOf(order.subList(0, 2 * forks));
  }
}
