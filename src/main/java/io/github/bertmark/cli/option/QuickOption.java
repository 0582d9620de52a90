package io.github.bertmark.cli.option;

import io.github.bertmark.evaluate.QuickLook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a quick look is enough. */
public final class QuickOption {
  @Option(
      names = "--quick",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = {
        "A quick look, no basis for a choice: two forks, the latency alone, and accuracy on 500 of",
        "the test queries, always the same; --forks and --scenarios go before that."
      })
  private boolean quick;

  /** What is looked at; null for all. */
  public @Nullable QuickLook look() {
    return quick ? QuickLook.USUAL : null;
  }
}
