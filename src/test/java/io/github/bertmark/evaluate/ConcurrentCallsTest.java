package io.github.bertmark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.Progress;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrentCallsTest {
  private static final List<Integer> VALUES = IntStream.range(0, 1000).boxed().toList();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 2000})
  void resultsAreInTheOrderOfTheValues(int concurrency) throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    List<String> results =
        ConcurrentCalls.map(
            VALUES, String::valueOf, concurrency, steps -> done.addAndGet((int) steps));
    assertThat(results).isEqualTo(VALUES.stream().map(String::valueOf).toList());
    assertThat(done).hasValue(VALUES.size());
  }

  @Test
  void callsRunAtATime() throws InterruptedException {
    CyclicBarrier all = new CyclicBarrier(4);
    List<Integer> results =
        ConcurrentCalls.map(List.of(1, 2, 3, 4), value -> await(all, value), 4, Progress.Task.NONE);
    assertThat(results).containsExactly(1, 2, 3, 4);
  }

  private static int await(CyclicBarrier barrier, int value) {
    try {
      barrier.await();
      return value;
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theFirstFailureStopsTheRest() {
    AtomicInteger begun = new AtomicInteger();
    RuntimeException failure = new ArithmeticException("no");
    assertThatThrownBy(
            () ->
                ConcurrentCalls.map(
                    VALUES,
                    value -> {
                      begun.incrementAndGet();
                      throw failure;
                    },
                    3,
                    Progress.Task.NONE))
        .isSameAs(failure);
    assertThat(begun.get()).isBetween(1, 3);
  }

  @Test
  void anInterruptBeforehandBeginsNothing() {
    AtomicInteger begun = new AtomicInteger();
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                ConcurrentCalls.map(
                    VALUES, value -> begun.incrementAndGet(), 2, Progress.Task.NONE))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(begun).hasValue(0);
  }

  /** The calls do not end by themselves, so that the interrupt cannot come too late. */
  @Test
  void anInterruptEndsTheWaitAndTheCalls() throws InterruptedException {
    Thread waiting = Thread.currentThread();
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(2);
    CyclicBarrier begun = new CyclicBarrier(2, waiting::interrupt);
    assertThatThrownBy(
            () ->
                ConcurrentCalls.map(
                    VALUES,
                    value -> {
                      await(begun, value);
                      try {
                        return never.await(1, TimeUnit.MINUTES);
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      } finally {
                        ended.countDown();
                      }
                    },
                    2,
                    Progress.Task.NONE))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
  }
}
