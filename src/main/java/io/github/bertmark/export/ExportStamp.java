package io.github.bertmark.export;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a variant's files were built from and what they are, kept beside them as {@code
 * model.onnx.json}.
 *
 * @param fingerprint of everything that goes into the files
 */
record ExportStamp(
    String fingerprint, String modelSha256, long modelBytes, String tokenizerSha256) {
  private static Path file(ModelVariant variant) {
    return variant.folder().resolve(variant.modelFile().getFileName() + ".json");
  }

  /** Of the files that are there, whoever put them there last. */
  static ExportStamp of(ModelVariant variant, String fingerprint) throws IOException {
    Path model = variant.modelFile();
    return new ExportStamp(
        fingerprint,
        Digests.sha256(model),
        Files.size(model),
        Digests.sha256(variant.tokenizerFile()));
  }

  void write(ModelVariant variant) throws IOException {
    Json.write(file(variant), this);
  }

  /** Whether the variant's files were built from these inputs, and are still what was built. */
  static boolean isUpToDate(ModelVariant variant, String fingerprint) throws IOException {
    Path model = variant.modelFile();
    if (!Files.exists(file(variant))
        || !Files.isRegularFile(model)
        || !Files.isRegularFile(variant.tokenizerFile())) {
      return false;
    }
    ExportStamp stamp;
    try {
      stamp = Json.read(file(variant), ExportStamp.class, "export the model again");
    } catch (InputException e) {
      return false; // not ours, or of another version
    }
    return stamp.fingerprint.equals(fingerprint)
        && stamp.modelBytes == Files.size(model)
        && stamp.tokenizerSha256.equals(Digests.sha256(variant.tokenizerFile()))
        && stamp.modelSha256.equals(Digests.sha256(model));
  }
}
