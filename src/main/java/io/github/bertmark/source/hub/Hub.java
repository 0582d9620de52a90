package io.github.bertmark.source.hub;

import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Models of Hugging Face's hub that are on this machine: in the cache that its libraries and its
 * command {@code hf} share.
 */
public final class Hub {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private Hub() {}

  /**
   * Finds a model.
   *
   * @throws InputException if it is not there, or not at that revision
   */
  public static HubSnapshot resolve(HubId id, HubSettings settings) throws IOException {
    Path model = settings.cache().resolve("models--" + id.org() + "--" + id.name());
    String revision = id.revision() == null ? "main" : id.revision();
    Path reference = model.resolve("refs").resolve(revision);
    String commit = Files.isRegularFile(reference) ? Files.readString(reference).strip() : revision;
    Path folder = model.resolve("snapshots").resolve(commit);
    if (COMMIT.matcher(commit).matches() && Files.isDirectory(folder)) {
      return new HubSnapshot(folder, commit);
    }
    List<String> there = commits(model);
    String revisionOption = id.revision() == null ? "" : " --revision " + id.revision();
    throw new InputException(
        "hf:" + id,
        there.isEmpty()
            ? "is not in " + settings.cache()
            : "is in %s at other revisions: %s"
                .formatted(settings.cache(), String.join(", ", there)),
        "fetch it: hf download %s/%s%s".formatted(id.org(), id.name(), revisionOption));
  }

  private static List<String> commits(Path model) throws IOException {
    Path snapshots = model.resolve("snapshots");
    if (!Files.isDirectory(snapshots)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(snapshots)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }
}
