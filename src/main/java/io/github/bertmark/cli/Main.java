package io.github.bertmark.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code bertmark}. */
@Command(
    name = "bertmark",
    mixinStandardHelpOptions = true,
    version = "bertmark",
    description = "Benchmarks text classifiers served from the JVM: latency, accuracy and size.")
public final class Main {
  Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
