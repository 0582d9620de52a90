package io.github.bertmark.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CLINC150's JSON whatever its digest. */
public final class ClincFile {
  private ClincFile() {}

  public static void read(Path file) throws IOException {
    ClincJson.read(Files.readAllBytes(file), file);
  }
}
