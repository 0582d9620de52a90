package io.github.bertmark.checkpoint.jar;

import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Bases;
import io.github.bertmark.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weights that Maven has resolved; each artifact is opened once, when first asked for. */
public final class MavenBases implements Bases {
  private final @Nullable Path jar;
  private final Path localRepository;
  private final Progress progress;
  private final Map<String, Checkpoint> open = new LinkedHashMap<>();

  /**
   * Weights that are opened when they are first needed.
   *
   * @param jar that of {@link BaseCheckpoint#BERT_BASE_UNCASED}; null to look into the local Maven
   *     repository
   * @param localRepository the local Maven repository, such as {@code ~/.m2/repository}
   */
  public MavenBases(@Nullable Path jar, Path localRepository, Progress progress) {
    this.jar = jar;
    this.localRepository = localRepository;
    this.progress = progress;
  }

  @Override
  public String sha256(String coordinates, Object subject) {
    return BaseCheckpoint.of(coordinates, subject).sha256();
  }

  @Override
  public Checkpoint open(String coordinates, Object subject) throws IOException {
    Checkpoint checkpoint = open.get(coordinates);
    if (checkpoint == null) {
      BaseCheckpoint base = BaseCheckpoint.of(coordinates, subject);
      checkpoint = base.open(base.locate(jar, localRepository), progress);
      open.put(coordinates, checkpoint);
    }
    return checkpoint;
  }

  @Override
  public void close() throws IOException {
    for (Checkpoint checkpoint : open.values()) {
      checkpoint.close();
    }
  }
}
