package io.github.bertmark.model;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All files of a variant's model: {@code model.onnx} and those that its graph keeps weights in.
 * Size and digest of a model are theirs together.
 */
public final class ModelFiles {
  private static final String WAY_OUT =
      "put the model's own files beside it, or save it with all weights in one file";

  private final ModelVariant variant;
  private final Path onnx;

  /** By their names from the model's folder. */
  private final SortedMap<String, Path> external;

  private ModelFiles(ModelVariant variant, SortedMap<String, Path> external) {
    this.variant = variant;
    this.onnx = variant.modelFile();
    this.external = external;
  }

  /**
   * Finds the files of a variant.
   *
   * @throws InputException if {@code model.onnx} is missing or no graph, or names a file that is
   *     missing, outside of the folder or no regular file
   */
  public static ModelFiles of(ModelVariant variant) throws IOException {
    Path onnx = variant.modelFile();
    if (!Files.isRegularFile(onnx)) {
      throw new InputException(
          onnx,
          "no such file",
          variant.source() == null
              ? "put the variant's own file there"
              : "build it with the command prepare");
    }
    return new ModelFiles(variant, external(onnx));
  }

  /**
   * The files that a graph keeps weights in, by their names from its folder.
   *
   * @throws InputException as {@link #of} does
   */
  public static SortedMap<String, Path> external(Path onnx) throws IOException {
    Path folder = onnx.resolveSibling("");
    String kind = FirstBytes.kind(onnx);
    if (kind != null) {
      throw new InputException(
          onnx, "is " + kind, "put a model in ONNX's format there, or build the variant again");
    }
    SortedMap<String, Path> external = new TreeMap<>();
    for (String location : ExternalData.locations(onnx)) {
      Path name = within(folder, location, onnx);
      external.put(name.toString().replace('\\', '/'), folder.resolve(name));
    }
    return external;
  }

  private static Path within(Path folder, String location, Path onnx) throws IOException {
    String subject = "%s: its weights' file '%s'".formatted(onnx, location);
    try {
      Path name = Path.of(location).normalize();
      Path file = folder.resolve(name);
      if (name.toString().isEmpty()
          || name.isAbsolute()
          || name.startsWith("..")
          || (Files.exists(file) && !file.toRealPath().startsWith(folder.toRealPath()))) {
        throw new InputException(subject, "is outside of the model's folder", WAY_OUT);
      }
      if (!Files.isRegularFile(file)) {
        throw new InputException(
            subject, Files.exists(file) ? "is no regular file" : "is missing", WAY_OUT);
      }
      return name;
    } catch (InvalidPathException e) {
      throw new InputException(subject, "is no file name", WAY_OUT, e);
    }
  }

  /** Their bytes, all together. */
  public long bytes() throws IOException {
    long bytes = Files.size(onnx);
    for (Path file : external.values()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /**
   * The SHA-256 of {@code model.onnx} alone if it holds all weights, else of a list: the digest of
   * {@code model.onnx}, then a line for each other file, its digest and its name.
   */
  public String sha256() throws IOException {
    String sha256 = Digests.sha256(onnx);
    if (!external.isEmpty()) {
      StringBuilder list = new StringBuilder(sha256).append('\n');
      for (Map.Entry<String, Path> file : external.entrySet()) {
        list.append(Digests.sha256(file.getValue())).append("  ");
        list.append(file.getKey()).append('\n');
      }
      sha256 = Digests.sha256(list.toString().getBytes(StandardCharsets.UTF_8));
    }
    return sha256;
  }

  /**
   * The same of a model that is to be used.
   *
   * @throws InputException if bertmark built it, and this is not what it built
   */
  public String checkedSha256() throws IOException {
    String sha256 = sha256();
    ExportStamp stamp = ExportStamp.of(variant);
    if (stamp != null && !stamp.modelSha256().equals(sha256)) {
      throw new InputException(
          onnx,
          "was altered since it was built (its SHA-256 is %s, not %s)"
              .formatted(sha256, stamp.modelSha256()),
          "build it again with the command prepare");
    }
    return sha256;
  }
}
