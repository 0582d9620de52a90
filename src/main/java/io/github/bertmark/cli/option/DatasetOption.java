package io.github.bertmark.cli.option;

import io.github.bertmark.Progress;
import io.github.bertmark.dataset.CacheFolders;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.DatasetRequest;
import io.github.bertmark.dataset.DatasetResolution;
import io.github.bertmark.dataset.Datasets;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data set the accuracy is measured on. */
public final class DatasetOption {
  @Option(
      names = "--dataset",
      paramLabel = "FILE",
      description = {
        "CLINC150's data_oos_plus.json (default: $BERTMARK_DATASET;",
        "else the cache, a download, the built-in sample)."
      })
  private @Nullable Path file;

  @Option(names = "--offline", description = "Do not download the data set.")
  private boolean offline;

  /** Finds the data set and tells what it is, and why it is not a better one. */
  public Dataset resolve(Map<String, String> environment, PrintWriter err, Progress progress) {
    DatasetResolution found =
        Datasets.resolve(
            new DatasetRequest(explicit(environment), cache(environment), offline), progress);
    found.notes().forEach(note -> err.println("Note: " + note));
    err.println("Data set: " + found.dataset().name() + " (" + found.origin() + ")");
    err.flush();
    return found.dataset();
  }

  private static Path cache(Map<String, String> environment) {
    return CacheFolders.locate(
        environment, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  /** The data set if it is on this machine, without a word; null if it is not. */
  public @Nullable Dataset atHand(Map<String, String> environment) {
    Path named = explicit(environment);
    if (named != null && !Files.exists(named) && file == null) {
      return null;
    }
    return Datasets.resolve(new DatasetRequest(named, cache(environment), true), Progress.NONE)
        .dataset();
  }

  private @Nullable Path explicit(Map<String, String> environment) {
    String named = environment.getOrDefault("BERTMARK_DATASET", "");
    return file != null || named.isBlank() ? file : Path.of(named);
  }
}
