package io.github.bertmark.report.format;

import io.github.bertmark.results.RunDocument;
import io.github.bertmark.results.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run on the disk: its document and the folder that holds its other files.
 *
 * @param files of the run
 * @param document that was read from there
 */
public record StoredRun(RunFiles files, RunDocument document) {
  /**
   * Reads a run.
   *
   * @param path the folder of the run, or its {@code run.json}
   * @throws io.github.bertmark.InputException if the document is missing or malformed, or of a run
   *     that failed or is not complete yet
   */
  public static StoredRun read(Path path) throws IOException {
    RunDocument document = io.github.bertmark.gate.StoredRun.read(path).document();
    Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().resolveSibling("");
    return new StoredRun(new RunFiles(folder), document);
  }
}
