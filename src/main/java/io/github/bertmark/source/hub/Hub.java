package io.github.bertmark.source.hub;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hugging Face's hub: gives the files of a model, from this machine if they are there. */
public final class Hub {
  private Hub() {}

  /**
   * Finds a model in the cache that Hugging Face's libraries and their command {@code hf} share,
   * then in bertmark's own; else downloads what a classifier needs of it, verified by the digests
   * that the hub states.
   *
   * @throws InputException if it cannot be had
   * @throws IOException if a cache cannot be read or written
   */
  public static HubSnapshot resolve(HubId id, HubSettings settings, Progress progress)
      throws IOException {
    SnapshotCache shared = new SnapshotCache(settings.hubCache());
    SnapshotCache own = new SnapshotCache(settings.downloads());
    Optional<HubSnapshot> found = shared.find(id);
    if (found.isEmpty()) {
      found = own.find(id);
    }
    if (found.isPresent()) {
      return found.get();
    }
    if (!settings.offline()) {
      return download(new HubClient(id, settings), own, progress);
    }
    List<String> commits = new ArrayList<>(shared.commits(id));
    commits.addAll(own.commits(id));
    String others =
        commits.isEmpty() ? "" : " at that revision, but at " + String.join(", ", commits);
    throw new InputException(
        "hf:" + id,
        "is not in %s or %s%s, and HF_HUB_OFFLINE is set"
            .formatted(shared.root(), own.root(), others),
        "unset it, or name the model's folder");
  }

  /** One at a time in this process; the lock of a file keeps other processes out. */
  private static synchronized HubSnapshot download(
      HubClient client, SnapshotCache cache, Progress progress) throws IOException {
    HubId id = client.id();
    HubListing listing = HubListing.ask(client);
    Path folder = cache.folder(id, listing.commit());
    Files.createDirectories(folder.resolveSibling("."));
    try (FileChannel channel =
        FileChannel.open(
            cache.model(id).resolve(".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      channel.lock();
      if (cache.at(id, listing.commit()).isEmpty()) {
        Path begun = folder.resolveSibling("." + listing.commit());
        if (Files.exists(folder)) {
          // Somebody took its weights away.
          Files.move(folder, begun, StandardCopyOption.ATOMIC_MOVE);
        }
        new HubDownload(client, listing, begun).run(progress);
        Files.move(begun, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      AtomicFiles.writeString(cache.reference(id), listing.commit());
    }
    return new HubSnapshot(folder, listing.commit());
  }
}
