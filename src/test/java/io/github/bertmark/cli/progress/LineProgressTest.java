package io.github.bertmark.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineProgressTest {
  private final StringWriter out = new StringWriter();
  private long nanos;

  @Test
  void printsALineEveryFifteenSecondsWithTheTimeLeft() {
    try (Progress.Task task = progress().start("Evaluate", 1000)) {
      for (int i = 0; i < 1000; i++) {
        nanos += TimeUnit.MILLISECONDS.toNanos(100);
        task.advance(1);
      }
    }

    assertThat(out.toString().lines())
        .startsWith(
            "Evaluate ...",
            "Evaluate: 15 %, 1 min 25 s left",
            "Evaluate: 30 %, 1 min 10 s left",
            "Evaluate: 45 %, 55 s left")
        .endsWith("Evaluate: done in 1 min 40 s")
        .hasSize(1 + 6 + 1);
  }

  @Test
  void doesNotTakeTheStartOfTheFirstForkForItsPace() {
    try (Progress.Task task = progress().start("Latency", 4400)) {
      nanos += TimeUnit.SECONDS.toNanos(20);
      task.advance(1);
      nanos += TimeUnit.SECONDS.toNanos(20);
      task.advance(109);
      task.advance(4290);
    }

    assertThat(out.toString().lines())
        .containsExactly(
            "Latency ...",
            "Latency: 0 %",
            "Latency: 2 %, 26 min 0 s left",
            "Latency: done in 40 s");
  }

  @Test
  void whatIsGivenUpIsNotDone() {
    try (Progress.Task task = progress().start("Download", 1000)) {
      nanos += TimeUnit.SECONDS.toNanos(3);
      task.advance(510);
    }

    assertThat(out.toString().lines())
        .containsExactly("Download ...", "Download: ended at 51 % after 3 s");
  }

  @Test
  void tellsTheTimeOfATaskOfUnknownLength() {
    try (Progress.Task task = progress().start("Download", -1)) {
      nanos += TimeUnit.SECONDS.toNanos(20);
      task.advance(4096);
    }

    assertThat(out.toString().lines())
        .containsExactly("Download ...", "Download: 20 s", "Download: done in 20 s");
  }

  private Progress progress() {
    return new LineProgress(new PrintWriter(out), () -> nanos);
  }
}
