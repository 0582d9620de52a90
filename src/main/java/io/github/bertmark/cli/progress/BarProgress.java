package io.github.bertmark.cli.progress;

import io.github.bertmark.PlainText;
import io.github.bertmark.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress for terminals: a bar with the time left. */
public final class BarProgress implements Progress {
  /** Rare, since it also runs beside the calls that are timed. */
  private static final int INTERVAL_MILLIS = 1000;

  @Override
  public Task start(String task, long total) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(PlainText.line(task))
            .setInitialMax(total)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .setEtaFunction(
                state ->
                    TimeLeft.of(state.getElapsedAfterStart(), state.getCurrent(), state.getMax()))
            .setStyle(ProgressBarStyle.ASCII)
            .build();
    return new Task() {
      @Override
      public void advance(long steps) {
        bar.stepBy(steps);
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }
}
