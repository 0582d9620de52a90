package io.github.bertmark.raw;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.run.GraphReport;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;

/**
 * A look at one variant's graph, as it lies in a run's folder before the merge.
 *
 * @param variant id of the variant
 * @param modelSha256 digest of the model file, lower-case hexadecimal
 * @param intraOpThreads threads within one operator
 * @param query the classified text
 * @param graph what was seen
 */
public record GraphRecord(
    String variant,
    String modelSha256,
    String onnxRuntimeVersion,
    int intraOpThreads,
    String query,
    GraphReport graph) {

  /** Writes this into the folder of a run. */
  public void write(RunFiles folder) throws IOException {
    Json.write(folder.graph(variant), this);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InputException if it is missing or malformed
   */
  public static GraphRecord read(RunFiles folder, String variant) throws IOException {
    return Json.read(
        folder.graph(variant), GraphRecord.class, "inspect the variant into this run again");
  }
}
