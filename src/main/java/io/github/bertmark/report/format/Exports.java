package io.github.bertmark.report.format;

import io.github.bertmark.AtomicFileSet;
import io.github.bertmark.InputException;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files that other tools read, made of one run or many. */
public final class Exports {
  private Exports() {}

  /**
   * The files of some formats, not yet written.
   *
   * @param runs at least one, in any order
   * @throws InputException if a run is there twice, or a format cannot tell of these runs
   */
  public static List<ExportFile> of(
      Collection<ExportFormat> formats, Collection<StoredRun> runs, Catalogue catalogue)
      throws IOException {
    List<StoredRun> history = history(runs);
    List<ExportFile> files = new ArrayList<>();
    for (ExportFormat format : formats.stream().distinct().toList()) {
      requireWhole(format, history);
      files.addAll(format.export.apply(catalogue).files(history));
    }
    return List.copyOf(files);
  }

  /**
   * Writes files into a folder, all or none.
   *
   * @return their paths, in the same order
   */
  public static List<Path> write(Collection<ExportFile> files, Path folder) throws IOException {
    AtomicFileSet set = new AtomicFileSet();
    files.forEach(file -> set.add(folder.resolve(file.name()), file.text()));
    return set.write();
  }

  /** A quick look has no place among the runs that a tool keeps, where nothing would tell it. */
  private static void requireWhole(ExportFormat format, List<StoredRun> runs) {
    for (StoredRun run : runs) {
      if (format.keepsRuns && run.document().quick() != null) {
        throw new InputException(
            run.folder(),
            "is a quick look, which has no place in the history that " + format.id() + " feeds",
            "name a whole run, or choose markdown, csv, openmetrics or jmh-visualizer");
      }
    }
  }

  private static List<StoredRun> history(Collection<StoredRun> runs) {
    Map<Long, StoredRun> starts = new HashMap<>();
    for (StoredRun run : runs) {
      // To the second, as some formats have it; no run is over so soon.
      StoredRun other = starts.put(run.document().createdAt().getEpochSecond(), run);
      if (other != null) {
        throw new InputException(
            run.files().path(), "is the same run as " + other.files().path(), "name each run once");
      }
    }
    return runs.stream().sorted(Comparator.comparing(run -> run.document().createdAt())).toList();
  }
}
