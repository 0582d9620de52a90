package io.github.bertmark.text;

import io.github.bertmark.run.RunDocument;
import org.jspecify.annotations.Nullable;

/** What names a quick look as one, wherever a run is shown. */
public final class QuickNote {
  private QuickNote() {}

  /** The sentence; null if the run is no quick look. */
  public static @Nullable String of(RunDocument run) {
    return run.quick() == null
        ? null
        : Figures.format(
            "A quick look, no basis for a choice: %s a variant, accuracy on %s.",
            Figures.count(run.protocol().forks(), "fork", "forks"),
            Figures.count(run.dataset().queries(), "query", "queries"));
  }
}
