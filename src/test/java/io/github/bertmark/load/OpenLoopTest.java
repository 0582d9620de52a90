package io.github.bertmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.run.scenario.LoadStep;
import java.util.BitSet;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held to the formulas of queueing theory, in a time that no other process can disturb. */
class OpenLoopTest {
  private static final double SERVICE_MILLIS = 2;
  private static final int QUERIES = 1_000_000;

  private final VirtualClock clock = new VirtualClock();

  private static final class VirtualClock implements Clock {
    private long nanos = 123;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void sleepUntil(long until) {
      nanos = Math.max(nanos, until);
    }
  }

  private Service taking(DoubleSupplier millis) {
    return number -> clock.nanos += Math.round(1e6 * millis.getAsDouble());
  }

  private LoadStep at(double load, Service service) {
    return new OpenLoop(clock, service, 1, 1e9).run(load * 1000 / SERVICE_MILLIS, QUERIES, 1e9, 7);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8})
  void isAnMM1QueueForExponentialServiceTimes(double load) {
    Random random = new Random(1);
    LoadStep step = at(load, taking(() -> -SERVICE_MILLIS * Math.log(1 - random.nextDouble())));

    // The time in an M/M/1 queue is exponential, of mean 1 / (mu - lambda).
    double mean = SERVICE_MILLIS / (1 - load);
    assertThat(step.p50Millis()).isCloseTo(mean * Math.log(2), Percentage.withPercentage(5));
    assertThat(step.p99Millis()).isCloseTo(mean * Math.log(100), Percentage.withPercentage(5));
    assertThat(step.queries()).isEqualTo(QUERIES);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8})
  void isAnMD1QueueForAConstantServiceTime(double load) {
    LoadStep step = at(load, taking(() -> SERVICE_MILLIS));

    assertThat(step.p50Millis()).isCloseTo(md1(load, 0.5), Percentage.withPercentage(5));
    assertThat(step.p99Millis()).isCloseTo(md1(load, 0.99), Percentage.withPercentage(5));
  }

  /** Crommelin's distribution of the wait, inverted by bisection, and the service behind it. */
  private static double md1(double load, double quantile) {
    double low = 0;
    double high = 20;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (waitsAtMost(load, middle) < quantile) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return SERVICE_MILLIS * (1 + low);
  }

  /**
   * With t in service times: (1 - rho) sum over k to t of (rho (k - t))^k / k! e^(-rho (k - t)).
   */
  private static double waitsAtMost(double load, double t) {
    double sum = 0;
    double factorial = 1;
    for (int k = 0; k <= t; k++) {
      factorial *= Math.max(1, k);
      double x = load * (k - t);
      sum += Math.pow(x, k) / factorial * Math.exp(-x);
    }
    return (1 - load) * sum;
  }

  @Test
  void aStallDelaysAllThatArriveMeanwhileAndWouldNotShowToACallerThatWaits() {
    Service stalling =
        number ->
            clock.nanos += number == 5_000 ? 1_000_000_000L : Math.round(1e6 * SERVICE_MILLIS);
    LoadStep step =
        new OpenLoop(clock, stalling, 1, 1e9).run(0.5 * 1000 / SERVICE_MILLIS, 10_000, 1e9, 7);

    // Of 10,000 queries 250 arrive within the stall, and as many while it is made up for.
    assertThat(step.p99Millis()).isGreaterThan(500);
    assertThat(step.serviceP99Millis()).isCloseTo(SERVICE_MILLIS, within(0.01));
    assertThat(step.maxMillis()).isBetween(1000.0, 1010.0);
  }

  @Test
  void aServiceThatIsOverloadedEndsTheStepEarly() {
    LoadStep step =
        new OpenLoop(clock, taking(() -> SERVICE_MILLIS), 1, 50).run(1000, QUERIES, 1e9, 7);

    assertThat(step.p99Millis()).isGreaterThan(50);
    assertThat(step.queries()).isLessThan(QUERIES / 20);
  }

  @Test
  void aStepEndsWithItsTime() {
    LoadStep step =
        new OpenLoop(clock, taking(() -> SERVICE_MILLIS), 1, 50).run(100, QUERIES, 3, 7);

    assertThat(step.queries()).isCloseTo(300, within(60));
  }

  @Test
  void workersAnswerEachQueryOnceInRealTime() {
    BitSet answered = new BitSet();
    Service service =
        number -> {
          synchronized (answered) {
            assertThat(answered.get(number)).isFalse();
            answered.set(number);
          }
          Clock.REAL.sleepUntil(System.nanoTime() + 1_000_000);
        };
    LoadStep step = new OpenLoop(Clock.REAL, service, 3, 1e6).run(500, 200, 60, 7);

    assertThat(answered.cardinality()).isEqualTo(200);
    assertThat(step.queries()).isEqualTo(200);
    assertThat(step.p50Millis()).isGreaterThanOrEqualTo(0.99);
  }
}
