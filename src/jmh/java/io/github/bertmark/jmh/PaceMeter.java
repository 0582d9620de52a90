package io.github.bertmark.jmh;

import ai.onnxruntime.OrtException;
import io.github.bertmark.host.ProcessorTime;
import io.github.bertmark.machine.ForkPace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * Lays the same work beside every fork: what it takes tells how fast the machine was, whatever the
 * fork ran. Some 100 ms before the calls and as much behind them.
 */
final class PaceMeter {
  private static final String SHAPE = ":11x768x3072";
  private static final int MEMORY_BYTES = 32 << 20;
  private static final int REPETITIONS = 40;

  /** A fresh JVM compiles the loop over memory meanwhile. */
  private static final int WARM_UPS = 15;

  private static final long REST_MILLIS = 20;
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final int threads;
  private final Instant startedAt = Instant.now();
  private final @Nullable ProcessorTime start = ProcessorTime.now();
  private final ForkPace.Sample before;

  /** A sum that is used, so that the loop is not left out. */
  private long sum;

  /** One piece of work. */
  private interface Work {
    void run() throws OrtException;
  }

  /**
   * Times the work for the first time.
   *
   * @param threads of the products, as those of the session
   */
  PaceMeter(int threads) throws OrtException, InterruptedException {
    this.threads = threads;
    this.before = sample();
  }

  /** Times it again. */
  ForkPace end() throws OrtException, InterruptedException {
    ForkPace.Sample after = sample();
    ProcessorTime now = ProcessorTime.now();
    return new ForkPace(
        startedAt, before, after, start == null || now == null ? null : now.stealSince(start));
  }

  private ForkPace.Sample sample() throws OrtException, InterruptedException {
    // The threads of the session under test spin for a while behind its calls.
    Thread.sleep(REST_MILLIS);
    return new ForkPace.Sample(product("float32"), product("int8"), memory());
  }

  private double product(String form) throws OrtException {
    ProductState product = new ProductState();
    product.product = form + SHAPE;
    product.threads = threads;
    product.open();
    try {
      return medianMicros(product::multiply);
    } finally {
      product.close();
    }
  }

  private double memory() throws OrtException {
    LongBuffer memory =
        ByteBuffer.allocateDirect(MEMORY_BYTES).order(ByteOrder.nativeOrder()).asLongBuffer();
    double micros =
        medianMicros(
            () -> {
              for (int i = 0; i < memory.capacity(); i++) {
                sum += memory.get(i);
              }
            });
    if (sum != 0) {
      throw new IllegalStateException("fresh memory is not zero");
    }
    return micros;
  }

  private static double medianMicros(Work work) throws OrtException {
    for (int i = 0; i < WARM_UPS; i++) {
      work.run();
    }
    double[] micros = new double[REPETITIONS];
    int done = 0;
    for (long begin = System.nanoTime();
        done < 3 || (done < REPETITIONS && System.nanoTime() - begin < MOST_NANOS);
        done++) {
      long start = System.nanoTime();
      work.run();
      micros[done] = (System.nanoTime() - start) / 1e3;
    }
    return StatUtils.percentile(micros, 0, done, 50);
  }
}
