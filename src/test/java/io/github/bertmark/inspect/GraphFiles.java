package io.github.bertmark.inspect;

import java.io.IOException;
import java.nio.file.Path;

/** What a look at a graph is read from. */
public final class GraphFiles {
  private GraphFiles() {}

  public static void readModel(Path file) throws IOException {
    OnnxGraph.read(file);
  }

  public static void readTrace(Path file) throws IOException {
    Trace.read(file);
  }
}
