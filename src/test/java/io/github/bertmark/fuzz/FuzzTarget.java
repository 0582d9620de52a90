package io.github.bertmark.fuzz;

import java.io.IOException;
import java.nio.file.Path;

/** What Jazzer calls: one parser, named by a system property, as another names its folder. */
public final class FuzzTarget {
  private static final Parser PARSER = Parser.valueOf(System.getProperty("bertmark.parser"));
  private static final Path FOLDER = Path.of(System.getProperty("bertmark.folder"));

  private FuzzTarget() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    PARSER.accepts(input, FOLDER);
  }
}
