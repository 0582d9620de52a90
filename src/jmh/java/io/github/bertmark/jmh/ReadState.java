package io.github.bertmark.jmh;

import io.github.bertmark.jmh.fork.ParentGuard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An array that threads read over and over, a part each, until they have read so many bytes in all.
 * A call of a model reads its weights in the same way: once through, and in the next call again.
 */
@State(Scope.Benchmark)
public class ReadState {
  private static final int LONGS_PER_MIB = (1 << 20) / Long.BYTES;

  /** Of 64 bytes; where lines are longer, each is read more than once. */
  private static final int LONGS_PER_LINE = 64 / Long.BYTES;

  @Param({"8", "16", "32", "64", "128", "256"})
  int arrayMiB;

  @Param("256")
  int readMiB;

  @Param("1")
  int threads;

  private final List<Callable<Long>> parts = new ArrayList<>();
  private ExecutorService pool;

  @Setup
  public void allocate() throws InterruptedException {
    ParentGuard.ofFork();
    pool = Executors.newFixedThreadPool(threads);
    List<Callable<long[]>> allocations = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      allocations.add(
          () -> {
            // Written, so that there is memory behind it, and that near the writing core.
            long[] part = new long[arrayMiB * LONGS_PER_MIB / threads];
            Arrays.setAll(part, i -> i);
            return part;
          });
    }
    for (Future<long[]> future : pool.invokeAll(allocations)) {
      long[] part = get(future);
      parts.add(() -> sum(part, Math.max(1, readMiB / arrayMiB)));
    }
  }

  /** Reads {@code readMiB} in all. */
  long read() throws InterruptedException {
    long sum = 0;
    for (Future<Long> part : pool.invokeAll(parts)) {
      sum += get(part);
    }
    return sum;
  }

  private static long sum(long[] values, int times) {
    long sum = 0;
    for (int time = 0; time < times; time++) {
      sum += sum(values);
    }
    return sum;
  }

  /**
   * Reads one value of each cache line, which brings the whole line: what limits it is the memory
   * and not the adding. From four places at a time, as prefetchers follow several streams.
   */
  private static long sum(long[] values) {
    int quarter = values.length / 4;
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    for (int i = 0; i < quarter; i += LONGS_PER_LINE) {
      a += values[i];
      b += values[i + quarter];
      c += values[i + 2 * quarter];
      d += values[i + 3 * quarter];
    }
    return a + b + c + d;
  }

  private static <T> T get(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @TearDown
  public void close() {
    pool.shutdownNow();
  }
}
