package io.github.bertmark.report.format;

import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.util.List;

/** One format: runs to files, nothing written yet. */
interface Export {
  /**
   * The files.
   *
   * @param runs at least one, the earliest first, no two begun at the same time
   * @throws io.github.bertmark.InputException if the format cannot tell of these runs
   */
  List<ExportFile> files(List<StoredRun> runs) throws IOException;
}
