package io.github.bertmark.report.format;

import io.github.bertmark.run.StoredRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** File names made of names that may hold anything. */
final class FileNames {
  private static final int LONGEST = 80;

  private FileNames() {}

  /**
   * A name for each, all different even where letters' case does not count, of letters, digits,
   * {@code .}, {@code _} and {@code -} alone.
   */
  static List<String> distinct(List<String> names) {
    Set<String> taken = new HashSet<>();
    List<String> distinct = new ArrayList<>();
    for (String name : names) {
      String safe = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "_");
      safe = safe.isEmpty() ? "_" : safe.substring(0, Math.min(LONGEST, safe.length()));
      String candidate = safe;
      for (int n = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); n++) {
        candidate = safe + "-" + n;
      }
      distinct.add(candidate);
    }
    return distinct;
  }

  /** The ids of the runs, as file names. */
  static List<String> ofRuns(List<StoredRun> runs) {
    return distinct(runs.stream().map(run -> run.document().id()).toList());
  }
}
