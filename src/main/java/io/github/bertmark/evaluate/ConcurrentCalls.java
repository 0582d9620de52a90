package io.github.bertmark.evaluate;

import io.github.bertmark.Progress;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One function on many values by several threads, with results in the order of the values. */
public final class ConcurrentCalls {
  private ConcurrentCalls() {}

  /**
   * Calls the function on every value. The first failure stops the rest and is thrown as it is.
   *
   * @param concurrency calls at a time
   * @param task is advanced after each call
   * @throws InterruptedException if this thread is interrupted before it begins, or while a call is
   *     under way; running calls are interrupted too
   */
  public static <T, R> List<R> map(
      List<T> values, Function<T, R> function, int concurrency, Progress.Task task)
      throws InterruptedException {
    // Else it would depend on who is faster: the wait does not look once all calls have ended.
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReferenceArray<R> results = new AtomicReferenceArray<>(values.size());
    Callable<Boolean> worker =
        () -> {
          try {
            for (int i; (i = next.getAndIncrement()) < values.size(); ) {
              results.set(i, function.apply(values.get(i)));
              task.advance(1);
            }
            return true;
          } finally {
            // After a failure nobody begins another value.
            next.set(values.size());
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(concurrency);
    try {
      for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(concurrency, worker))) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      next.set(values.size());
      threads.shutdown();
    }
    return IntStream.range(0, values.size()).mapToObj(results::get).toList();
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException cause) {
      return cause;
    }
    if (e.getCause() instanceof Error cause) {
      throw cause;
    }
    return new IllegalStateException(e.getCause());
  }
}
