package io.github.bertmark.source;

import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.source.hub.Hub;
import io.github.bertmark.source.hub.HubId;
import io.github.bertmark.source.hub.HubSettings;
import io.github.bertmark.source.hub.HubSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a model lies.
 *
 * @param named as the user named it
 * @param folder what belongs to it: configuration, tokenizer, weights
 * @param only the ONNX file that was named; null for all that the folder has
 * @param name after which its variants are named
 * @param origin for people: a path, or a name on a hub and its commit
 */
record ModelPlace(String named, Path folder, @Nullable Path only, String name, String origin) {
  private static final String HUB = "hf:";
  private static final String WAY_OUT = "name a folder, an .onnx file or hf:ORG/NAME[@REVISION]";

  /**
   * Finds it.
   *
   * @throws InputException if there is none
   */
  static ModelPlace find(String named, HubSettings settings, Progress progress) throws IOException {
    if (named.startsWith(HUB)) {
      HubId id = HubId.parse(named.substring(HUB.length()));
      HubSnapshot snapshot = Hub.resolve(id, settings, progress);
      return new ModelPlace(
          named, snapshot.folder(), null, id.name(), id + " at commit " + snapshot.commit());
    }
    Path path = path(named);
    if (Files.isDirectory(path)) {
      Path real = path.toRealPath();
      return new ModelPlace(named, path, null, fileName(real), real.toString());
    }
    if (!Files.exists(path)) {
      throw new InputException(named, "no such file or folder", WAY_OUT);
    }
    if (!fileName(path).toLowerCase(Locale.ROOT).endsWith(".onnx")) {
      throw new InputException(named, "is neither a folder nor an .onnx file", WAY_OUT);
    }
    Path folder = ReadyExport.home(path);
    String suffix = ReadyExport.suffix(path);
    boolean plain = fileName(path).toLowerCase(Locale.ROOT).startsWith("model");
    String name = plain ? fileName(folder) + (suffix.isEmpty() ? "" : "-" + suffix) : suffix;
    return new ModelPlace(named, folder, path, name, path.toAbsolutePath().normalize().toString());
  }

  private static Path path(String named) {
    try {
      return Path.of(named);
    } catch (InvalidPathException e) {
      throw new InputException(named, "is no path", WAY_OUT, e);
    }
  }

  private static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** The name as an id of a variant has to be. */
  String id() {
    String id =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[._-]+", "");
    return id.isEmpty() ? "model" : id;
  }

  /** The ONNX graphs that are there, the plain one first. */
  List<ReadyExport> exports() throws IOException {
    return only == null ? ReadyExport.in(folder) : List.of(new ReadyExport("", only));
  }
}
