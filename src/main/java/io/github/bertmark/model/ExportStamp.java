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
    Path model = variant.modelFile();
    return new ExportStamp(
        fingerprint,
        Digests.sha256(model),
        Files.size(model),
        Digests.sha256(variant.tokenizerFile()));
  }

  /** Writes it beside the files. */
  public void write(ModelVariant variant) throws IOException {
    Json.write(file(variant), this);
  }

  /** Whether the variant's files were built from these inputs, and are still what was built. */
  public static boolean isUpToDate(ModelVariant variant, String fingerprint) throws IOException {
    Path model = variant.modelFile();
    ExportStamp stamp = of(variant);
    return stamp != null
        && Files.isRegularFile(model)
        && Files.isRegularFile(variant.tokenizerFile())
        && stamp.fingerprint.equals(fingerprint)
        && stamp.modelBytes == Files.size(model)
        && stamp.tokenizerSha256.equals(Digests.sha256(variant.tokenizerFile()))
        && stamp.modelSha256.equals(Digests.sha256(model));
  }

  /** That of a variant; null if its files were not built here. */
  static @Nullable ExportStamp of(ModelVariant variant) throws IOException {
    if (variant.source() == null || !Files.exists(file(variant))) {
      return null;
    }
    try {
      return Json.read(file(variant), ExportStamp.class, "export the model again");
    } catch (InputException e) {
      return null; // not ours, or of another version
    }
  }
}
