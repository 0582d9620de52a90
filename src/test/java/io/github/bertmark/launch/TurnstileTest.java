package io.github.bertmark.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.ab.ForkOrder;
import io.github.bertmark.ab.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnstileTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Side> order = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger atWork = new AtomicInteger();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void givesTurnsInTheOrderOfTheSeedAndNeverTwoAtOnce() throws Exception {
    try (Turnstile turns = new Turnstile()) {
      for (int pair = 1; pair <= 2; pair++) {
        order.clear();
        Future<?> base = fork(turns, Side.BASE, 30);
        Future<?> candidate = fork(turns, Side.CANDIDATE, 30);

        turns.give(30, pair);

        assertThat(order).isEqualTo(ForkOrder.of(pair, 30));
        base.get(10, TimeUnit.SECONDS);
        candidate.get(10, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void aForkThatBreaksOffEndsTheTurns() throws Exception {
    try (Turnstile turns = new Turnstile()) {
      fork(turns, Side.BASE, 30);
      fork(turns, Side.CANDIDATE, 3);

      assertThatThrownBy(() -> turns.give(30, 1)).isInstanceOf(IOException.class);
    }
  }

  private Future<?> fork(Turnstile turns, Side side, int calls) {
    return threads.submit(
        () -> {
          String[] told = turns.told(side).split(",", 2);
          try (Socket socket =
              new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(told[0]))) {
            socket.getOutputStream().write(Integer.parseInt(told[1]));
            for (int call = 0; call < calls; call++) {
              socket.getOutputStream().write(1);
              assertThat(socket.getInputStream().read()).isPositive();
              assertThat(atWork.incrementAndGet()).isEqualTo(1);
              order.add(side);
              Thread.sleep(1);
              atWork.decrementAndGet();
            }
          }
          return null;
        });
  }
}
