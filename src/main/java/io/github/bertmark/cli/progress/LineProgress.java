package io.github.bertmark.cli.progress;

import io.github.bertmark.PlainText;
import io.github.bertmark.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress for logs: a line when a task begins, every few seconds while it lasts, and at its end.
 */
public final class LineProgress implements Progress {
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  private final PrintWriter out;
  private final LongSupplier nanoClock;

  public LineProgress(PrintWriter out) {
    this(out, System::nanoTime);
  }

  public LineProgress(PrintWriter out, LongSupplier nanoClock) {
    this.out = out;
    this.nanoClock = nanoClock;
  }

  @Override
  public Task start(String task, long total) {
    print(task + " ...");
    return new Lines(task, total);
  }

  private void print(String line) {
    out.println(PlainText.line(line));
    out.flush();
  }

  private final class Lines implements Task {
    private final String task;
    private final long total;
    private final long startNanos = nanoClock.getAsLong();
    private long printedNanos = startNanos;
    private long done;

    Lines(String task, long total) {
      this.task = task;
      this.total = total;
    }

    @Override
    public synchronized void advance(long steps) {
      done += steps;
      long now = nanoClock.getAsLong();
      if (now - printedNanos < INTERVAL.toNanos()) {
        return;
      }
      printedNanos = now;
      print(total > 0 ? share(now) : task + ": " + seconds(now - startNanos));
    }

    @Override
    public synchronized void close() {
      String time = seconds(nanoClock.getAsLong() - startNanos);
      print(
          task
              + (total > done
                  ? String.format(
                      Locale.ROOT, ": ended at %d %% after %s", 100 * done / total, time)
                  : ": done in " + time));
    }

    private String share(long now) {
      String left =
          TimeLeft.of(Duration.ofNanos(now - startNanos), done, total)
              .map(time -> ", " + seconds(time.toNanos()) + " left")
              .orElse("");
      return String.format(Locale.ROOT, "%s: %d %%%s", task, 100 * done / total, left);
    }

    private static String seconds(long nanos) {
      long seconds = Math.round(nanos / 1e9);
      return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
  }
}
