package io.github.bertmark.jmh;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;

/** JMH's own command line, but that it fails if a benchmark does, unless it is told otherwise. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    ParentGuard.ofJmh();
    org.openjdk.jmh.Main.main(failing(arguments));
  }

  static String[] failing(String... arguments) {
    boolean told = Arrays.stream(arguments).anyMatch(argument -> argument.matches("--?foe(=.*)?"));
    Stream<String> added = told ? Stream.empty() : Stream.of("-foe", "true");
    return Stream.concat(Arrays.stream(arguments), added).toArray(String[]::new);
  }
}
