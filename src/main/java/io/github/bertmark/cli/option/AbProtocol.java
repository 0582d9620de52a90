package io.github.bertmark.cli.option;

import io.github.bertmark.launch.ForkCalls;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many calls a fork makes; by default as the benchmarks' own protocol has it. */
public final class AbProtocol {
  private static final int WARMUPS = 10;
  private static final int ITERATIONS = 100;
  private static final int SHORT_ITERATIONS = 30;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "Calls before the timed ones, in each fork (default: " + WARMUPS + ").")
  private int warmups = WARMUPS;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Timed calls of each fork (default: " + ITERATIONS + ").")
  private @Nullable Integer iterations;

  @Option(
      names = "--short",
      description = "Forks of " + SHORT_ITERATIONS + " timed calls, unless --iterations says more.")
  private boolean brief;

  /**
   * What the options say.
   *
   * @throws io.github.bertmark.InputException if that is no number of calls
   */
  public ForkCalls calls() {
    int timed = brief ? SHORT_ITERATIONS : ITERATIONS;
    if (iterations != null) {
      timed = Positive.require("--iterations", iterations);
    }
    return new ForkCalls(Positive.require("--warmup", warmups), timed);
  }
}
