package io.github.bertmark;

import static org.assertj.core.api.Assertions.assertThat;

/** How the time of a work grows with its size. */
public final class Growth {
  private static final int FACTOR = 4;

  /** Four times as much takes 4 times as long, with room for a busy machine; its square 16. */
  private static final int MOST = 10;

  /** Below which a clock tells nothing. */
  private static final long GRAIN_NANOS = 20_000_000;

  private static final int REPEATS = 3;

  private Growth() {}

  /** A work of a size. */
  @FunctionalInterface
  public interface Work {
    void of(int size) throws Exception;
  }

  /** Fails if the work takes out of proportion longer for a size than for a quarter of it. */
  public static void assertInProportion(int size, Work work) throws Exception {
    work.of(size / FACTOR);
    long small = Math.max(GRAIN_NANOS, nanos(size / FACTOR, work));
    long large = nanos(size, work);
    assertThat((double) large / small)
        .as("%d ms for %d, %d ms for a quarter", large / 1_000_000, size, small / 1_000_000)
        .isLessThan(MOST);
  }

  private static long nanos(int size, Work work) throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      work.of(size);
      least = Math.min(least, System.nanoTime() - start);
    }
    return least;
  }
}
