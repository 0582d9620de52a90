package io.github.bertmark.dataset;

import io.github.bertmark.Progress;
import java.nio.file.Path;
import java.time.Duration;

/** Where data sets come from. */
public final class Datasets {
  private static final DatasetResolver CLINC150 =
      new DatasetResolver(DatasetEdition.CLINC150_PLUS, new Download(Duration.ofSeconds(20)));

  private Datasets() {}

  /**
   * Finds what the request names, any labelled file; or else CLINC150's "plus" edition: the copy in
   * the cache; or else a download into the cache, both verified by SHA-256.
   *
   * @throws io.github.bertmark.InputException if the file that the request names is missing, or
   *     cannot be read as labelled texts; or if there is neither a copy nor a download
   */
  public static DatasetResolution resolve(DatasetRequest request, Progress progress) {
    return CLINC150.resolve(request, progress);
  }

  /**
   * The same without a download, for texts that are nice to have; the built-in sample if there is
   * none.
   */
  public static Dataset atHand(DatasetRequest request) {
    return CLINC150.atHand(request).orElseGet(() -> sample(request.layout()));
  }

  /**
   * Reads CLINC150's "plus" edition from a file ({@code data_oos_plus.json}).
   *
   * @throws io.github.bertmark.InputException if the file is missing, or is not that edition
   */
  public static Dataset read(Path file) {
    return CLINC150.read(file);
  }

  /** The built-in sample: a few queries for each label of CLINC150, as a test split only. */
  public static Dataset sample() {
    return Sample.load();
  }

  /** The same as the user has it. */
  public static Dataset sample(FileLayout layout) {
    Dataset sample = sample();
    return sample.with(layout, sample.name());
  }
}
