package io.github.bertmark.source.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of models as Hugging Face's libraries lay it out: references, a folder a commit. */
record SnapshotCache(Path root) {
  static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /** What a revision was when it was fetched; nothing if its weights are not there. */
  Optional<HubSnapshot> find(HubId id) throws IOException {
    Path reference = reference(id);
    String commit =
        Files.isRegularFile(reference)
            ? Files.readString(reference, StandardCharsets.ISO_8859_1).strip()
            : id.revisionOrMain();
    return COMMIT.matcher(commit).matches() ? at(id, commit) : Optional.empty();
  }

  Optional<HubSnapshot> at(HubId id, String commit) throws IOException {
    Path folder = folder(id, commit);
    return WantedFiles.of(names(folder)).isEmpty()
        ? Optional.empty()
        : Optional.of(new HubSnapshot(folder, commit));
  }

  /** The commits of a model that are there with their weights. */
  List<String> commits(HubId id) throws IOException {
    Path snapshots = model(id).resolve("snapshots");
    if (!Files.isDirectory(snapshots)) {
      return List.of();
    }
    List<String> commits = new ArrayList<>();
    try (Stream<Path> folders = Files.list(snapshots)) {
      for (Path folder : folders.sorted().toList()) {
        String commit = String.valueOf(folder.getFileName());
        if (COMMIT.matcher(commit).matches() && at(id, commit).isPresent()) {
          commits.add(commit);
        }
      }
    }
    return commits;
  }

  Path model(HubId id) {
    return root.resolve("models--" + id.org() + "--" + id.name());
  }

  Path reference(HubId id) {
    return model(id).resolve("refs").resolve(id.revisionOrMain());
  }

  Path folder(HubId id, String commit) {
    return model(id).resolve("snapshots").resolve(commit);
  }

  /** Links to what is gone are no files. */
  static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }
}
