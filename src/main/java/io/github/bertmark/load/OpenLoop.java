package io.github.bertmark.load;

import io.github.bertmark.run.scenario.LoadStep;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Poisson arrivals at a service with a pool of workers. A worker that becomes free takes the next
 * query in the order of arrival, and waits for it if it is still to come: one queue, without a
 * thread of its own that would take time from the workers.
 *
 * <p>A latency counts from when its query was to arrive, not from when a worker took it: a stall
 * delays all queries that it keeps waiting, as it would delay users.
 *
 * @param workers queries that are answered at a time
 * @param boundMillis the latency that one in a hundred may exceed; a step far beyond it ends early
 */
public record OpenLoop(Clock clock, Service service, int workers, double boundMillis) {
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  /** So many times the queries that may exceed the bound end a step. */
  private static final int FAR_BEYOND = 3;

  /**
   * Offers queries at a rate.
   *
   * @param perSecond queries on average
   * @param queries that arrive in all
   * @param mostSeconds after which the step ends, with fewer queries answered
   */
  public LoadStep run(double perSecond, int queries, double mostSeconds, long seed) {
    Step step = new Step(arrivals(perSecond, queries, seed), mostSeconds);
    step.run();
    return step.result(perSecond);
  }

  /** Nanoseconds from the start to each arrival: exponential gaps. */
  static long[] arrivals(double perSecond, int queries, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] arrivals = new long[queries];
    double at = 0;
    for (int i = 0; i < queries; i++) {
      at -= Math.log1p(-random.nextDouble()) * NANOS_PER_SECOND / perSecond;
      arrivals[i] = Math.round(at);
    }
    return arrivals;
  }

  private final class Step {
    private final long[] arrivals;
    private final long begin = clock.nanos();
    private final long end;
    private final long mostBeyond;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong beyond = new AtomicLong();
    private final Histogram latencies = new ConcurrentHistogram(DIGITS);
    private final Histogram services = new ConcurrentHistogram(DIGITS);
    private final Histogram delays = new ConcurrentHistogram(DIGITS);

    private Step(long[] arrivals, double mostSeconds) {
      this.arrivals = arrivals;
      this.end = begin + Math.round(mostSeconds * NANOS_PER_SECOND);
      this.mostBeyond = 1 + (long) FAR_BEYOND * arrivals.length / 100;
    }

    private void run() {
      if (workers == 1) {
        work();
        return;
      }
      ExecutorService pool = Executors.newFixedThreadPool(workers);
      try {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
          all.add(pool.submit(this::work));
        }
        for (Future<?> one : all) {
          one.get();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted under load", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a query failed under load", e);
      } finally {
        pool.shutdownNow();
      }
    }

    private void work() {
      int number;
      while (beyond.get() < mostBeyond
          && clock.nanos() < end
          && (number = next.getAndIncrement()) < arrivals.length) {
        long intended = begin + arrivals[number];
        if (clock.nanos() < intended) {
          clock.sleepUntil(intended);
          delays.recordValue(clock.nanos() - intended);
        }
        long start = clock.nanos();
        service.answer(number);
        long now = clock.nanos();
        services.recordValue(now - start);
        latencies.recordValue(now - intended);
        if (now - intended > boundMillis * NANOS_PER_MILLI) {
          beyond.incrementAndGet();
        }
      }
    }

    private LoadStep result(double perSecond) {
      return new LoadStep(
          perSecond,
          Math.toIntExact(latencies.getTotalCount()),
          millis(latencies, 50),
          millis(latencies, 90),
          millis(latencies, 99),
          millis(latencies, 100),
          millis(services, 99),
          millis(delays, 99));
    }
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }
}
