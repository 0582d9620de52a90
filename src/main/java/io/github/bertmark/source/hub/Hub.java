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
    if (found.isPresent()) {
      return withoutLinks(found.get(), own, id, progress);
    }
    found = own.find(id);
    if (found.isPresent()) {
      return found.get();
    }
    if (!settings.offline()) {
      HubClient client = new HubClient(id, settings);
      HubListing listing = HubListing.ask(client);
      return keep(
          own,
          id,
          listing.commit(),
          progress,
          folder -> new HubDownload(client, listing, folder).run(progress));
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

  /**
   * The shared cache has links to files elsewhere. Those are read as files, but a graph's weights
   * have to lie beside it, for the sake of hostile ones.
   */
  private static HubSnapshot withoutLinks(
      HubSnapshot found, SnapshotCache own, HubId id, Progress progress) throws IOException {
    List<String> names = SnapshotCache.names(found.folder());
    if (!WantedFiles.besideGraphs(names)) {
      return found;
    }
    return keep(
        own,
        id,
        found.commit(),
        progress,
        folder -> {
          for (String name : WantedFiles.of(names)) {
            AtomicFiles.link(found.folder().resolve(name), folder.resolve(name));
          }
        });
  }

  /** Brings the files of a commit into a folder, which may hold some of them. */
  private interface Source {
    void fill(Path folder) throws IOException;
  }

  /** One at a time in this process; the lock of a file keeps other processes out. */
  private static synchronized HubSnapshot keep(
      SnapshotCache cache, HubId id, String commit, Progress progress, Source source)
      throws IOException {
    Path folder = cache.folder(id, commit);
    Files.createDirectories(folder.resolveSibling("."));
    try (FileChannel channel =
        FileChannel.open(
            cache.model(id).resolve(".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        try (Progress.Task wait = progress.start("Wait for another download of " + id, 1)) {
          channel.lock();
          wait.advance(1);
        }
      }
      if (cache.at(id, commit).isEmpty()) {
        Path begun = folder.resolveSibling("." + commit);
        if (Files.exists(folder)) {
          // Somebody took its weights away.
          Files.move(folder, begun, StandardCopyOption.ATOMIC_MOVE);
        }
        source.fill(begun);
        Files.move(begun, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      AtomicFiles.writeString(cache.reference(id), commit);
    }
    return new HubSnapshot(folder, commit);
  }
}
