package io.github.bertmark.model;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a variant's files were built from and what they are, kept beside them as {@code
 * model.onnx.json}.
 *
 * @param fingerprint of everything that goes into the files
 */
public record ExportStamp(
    String fingerprint, String modelSha256, long modelBytes, String tokenizerSha256) {
  private static Path file(ModelVariant variant) {
    return variant.folder().resolve(variant.modelFile().getFileName() + ".json");
  }

  /** Of the files that are there, whoever put them there last. */
  public static ExportStamp of(ModelVariant variant, String fingerprint) throws IOException {
    ModelFiles model = ModelFiles.of(variant);
    return new ExportStamp(
        fingerprint, model.sha256(), model.bytes(), Digests.sha256(variant.tokenizerFile()));
  }

  /** Writes it beside the files. */
  public void write(ModelVariant variant) throws IOException {
    Json.write(file(variant), this);
  }

  /** Whether the variant's files were built from these inputs, and are still what was built. */
  public static boolean isUpToDate(ModelVariant variant, String fingerprint) throws IOException {
    ExportStamp stamp = of(variant);
    if (stamp == null
        || !stamp.fingerprint.equals(fingerprint)
        || !Files.isRegularFile(variant.tokenizerFile())) {
      return false;
    }
    try {
      return stamp.equals(of(variant, fingerprint));
    } catch (InputException e) {
      return false; // a graph that is gone or damaged
    }
  }

  /** That of a variant; null if its files were not built here. */
  static @Nullable ExportStamp of(ModelVariant variant) throws IOException {
    boolean builtHere = variant.source() != null || variant.origin() != null;
    if (!builtHere || !Files.exists(file(variant))) {
      return null;
    }
    try {
      return Json.read(file(variant), ExportStamp.class, "export the model again");
    } catch (InputException e) {
      return null; // not ours, or of another version
    }
  }
}
