package io.github.bertmark.ab;

import java.time.Instant;
import java.util.List;

/**
 * How an interleaved comparison went; {@code ab.json}, beside the documents of the two sides and
 * the {@code comparison.json} that says what came of it.
 *
 * @param schemaVersion of this document, {@value #SCHEMA_VERSION}
 * @param id of the comparison, the name of its folder
 * @param createdAt when it started
 * @param bertmarkVersion version of this project that compared
 * @param command that repeats it
 * @param variant id of the model variant
 * @param seed of the order
 * @param order in which the forks ran; empty if they ran in pairs whose calls took turns
 * @param looks at the forks so far; the last says why no more forks ran
 */
public record AbDocument(
    int schemaVersion,
    String id,
    Instant createdAt,
    String bertmarkVersion,
    String command,
    String variant,
    long seed,
    List<Side> order,
    List<Look> looks) {
  /** The version that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  public AbDocument {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new IllegalArgumentException("schemaVersion must be " + SCHEMA_VERSION);
    }
    order = List.copyOf(order);
    looks = List.copyOf(looks);
  }
}
