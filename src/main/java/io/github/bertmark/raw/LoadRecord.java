package io.github.bertmark.raw;

import io.github.bertmark.run.scenario.LoadSearch;
import org.jspecify.annotations.Nullable;

/**
 * One JVM under load, as it told it itself.
 *
 * @param variant id of the model variant
 * @param modelSha256 of the file that it opened; null while it does not know
 */
public record LoadRecord(
    String variant,
    @Nullable String modelSha256,
    double boundMillis,
    int workers,
    int intraOpThreads,
    @Nullable Double pricePerHour,
    LoadSearch search) {
  /** The same with what its parent knows. */
  public LoadRecord of(String sha256) {
    return new LoadRecord(
        variant, sha256, boundMillis, workers, intraOpThreads, pricePerHour, search);
  }

  /** Whether another JVM was asked the same of the same model. */
  public boolean agreesWith(LoadRecord other) {
    return of("").withoutSearch(search).equals(other.of("").withoutSearch(search))
        && String.valueOf(modelSha256).equals(other.modelSha256);
  }

  private LoadRecord withoutSearch(LoadSearch same) {
    return new LoadRecord(
        variant, modelSha256, boundMillis, workers, intraOpThreads, pricePerHour, same);
  }
}
