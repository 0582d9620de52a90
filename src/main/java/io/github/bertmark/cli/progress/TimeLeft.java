package io.github.bertmark.cli.progress;

import java.time.Duration;
import java.util.Optional;

/** How long a task still takes, if it goes on as it began. */
final class TimeLeft {
  /** What is before the first step, the start of a JVM for one, would be taken for its share. */
  private static final double TELLING_SHARE = 0.02;

  private TimeLeft() {}

  /** Empty if the length of the task is not known, or too little is done to tell. */
  static Optional<Duration> of(Duration elapsed, long done, long total) {
    return total <= 0 || done <= 0 || done < TELLING_SHARE * total
        ? Optional.empty()
        : Optional.of(
            Duration.ofNanos(
                (long) ((double) elapsed.toNanos() / done * Math.max(0, total - done))));
  }
}
