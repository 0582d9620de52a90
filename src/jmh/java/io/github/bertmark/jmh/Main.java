package io.github.bertmark.jmh;

import io.github.bertmark.InputException;
import io.github.bertmark.jmh.fork.ParentGuard;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * JMH's own command line, but that it fails if a benchmark does, unless it is told otherwise, and
 * that it says in a line what keeps all forks from their work before it starts one.
 */
public final class Main {
  private static final int UNUSABLE_INPUT = 2;

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    ParentGuard.ofJmh();
    String[] failing = failing(arguments);
    try {
      Preflight.check(new CommandLineOptions(failing));
    } catch (InputException e) {
      System.err.println("benchmarks: " + e.getMessage());
      if (failing.length != arguments.length) {
        System.exit(UNUSABLE_INPUT);
      }
    } catch (CommandLineOptionException e) {
      // JMH tells that itself.
    }
    org.openjdk.jmh.Main.main(failing);
  }

  static String[] failing(String... arguments) {
    boolean told = Arrays.stream(arguments).anyMatch(argument -> argument.matches("--?foe(=.*)?"));
    Stream<String> added = told ? Stream.empty() : Stream.of("-foe", "true");
    return Stream.concat(Arrays.stream(arguments), added).toArray(String[]::new);
  }
}
