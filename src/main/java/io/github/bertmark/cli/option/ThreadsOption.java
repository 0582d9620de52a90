package io.github.bertmark.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many threads share one call of a model. */
public final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads within one call of a model (default: the processors there are).")
  private @Nullable Integer threads;

  /** Never left to a library's choice, which would be neither known nor recorded. */
  public int threads() {
    if (threads == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    return Positive.require("--threads", threads);
  }
}
