package io.github.bertmark.evaluate;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A look at a part of the test queries, for when an answer is wanted at once: the first {@code
 * queries} positions of the split as {@link Collections#shuffle} with {@link Random} orders them.
 *
 * @param queries how many are classified; all of a split that has no more
 * @param seed of the order
 */
public record QuickLook(int queries, long seed) {
  /** Always the same sample, so that quick looks compare with each other. */
  public static final QuickLook USUAL = new QuickLook(500, 150);

  /** The positions of the sampled queries in a split of that size, in the order of the split. */
  List<Integer> positions(int size) {
    List<Integer> all = IntStream.range(0, size).boxed().collect(Collectors.toList());
    Collections.shuffle(all, new Random(seed));
    return all.stream().limit(queries).sorted().toList();
  }

  /** The sampled part of a split of that size, in words. */
  String part(String split, int size) {
    return size <= queries ? split : "%s, %d sampled (seed %d)".formatted(split, queries, seed);
  }
}
