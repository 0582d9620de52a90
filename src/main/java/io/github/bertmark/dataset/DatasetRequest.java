package io.github.bertmark.dataset;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which data set is wanted, and where to look.
 *
 * @param explicit the file that the user named; no other is tried then
 * @param cacheFolder where downloads are kept, as {@link CacheFolders} tells
 * @param offline whether not to download
 * @param layout what the user says of the file
 */
public record DatasetRequest(
    @Nullable Path explicit, Path cacheFolder, boolean offline, FileLayout layout) {
  /** A request that says nothing of the file. */
  public DatasetRequest(@Nullable Path explicit, Path cacheFolder, boolean offline) {
    this(explicit, cacheFolder, offline, FileLayout.FOUND);
  }
}
