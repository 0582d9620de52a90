package io.github.bertmark.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DownloadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(7);

  @Test
  void aSlowBodyIsAwaitedWhileItKeepsComing() throws IOException {
    SlowBody body = new SlowBody(10, 10);

    assertThat(Download.await(body, () -> body.received, PATIENCE)).isEqualTo("whole");
    assertThat(body.isCancelled()).isFalse();
  }

  @Test
  void aBodyThatStallsIsGivenUpAndCancelled() {
    SlowBody body = new SlowBody(10, 3);

    assertThatThrownBy(() -> Download.await(body, () -> body.received, PATIENCE))
        .isInstanceOf(IOException.class)
        .hasMessage("nothing came for 7 seconds");
    assertThat(body.waits).isEqualTo(4);
    assertThat(body.isCancelled()).isTrue();
  }

  /** Each wait times out; a piece comes in the first few of them, the end after the last. */
  private static final class SlowBody extends CompletableFuture<String> {
    private final int pieces;
    private final int piecesThatCome;
    private int waits;
    private long received;

    SlowBody(int pieces, int piecesThatCome) {
      this.pieces = pieces;
      this.piecesThatCome = piecesThatCome;
    }

    @Override
    public String get(long timeout, TimeUnit unit) throws TimeoutException {
      assertThat(unit.toSeconds(timeout)).isEqualTo(7);
      if (waits == pieces) {
        return "whole";
      }
      waits++;
      if (waits <= piecesThatCome) {
        received += 100;
      }
      throw new TimeoutException();
    }
  }
}
