package io.github.bertmark.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.machine.Jvm;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One side of an interleaved comparison: one variant, timed in the forks of one build. It holds
 * what a comparison of latency, size and allocation needs, and no accuracy.
 *
 * @param schemaVersion of this document, {@value #SCHEMA_VERSION}
 * @param id of the side, such as {@code base}
 * @param createdAt when the comparison started
 * @param jar the benchmarks, as they were named
 * @param jarSha256 digest of that file
 * @param bertmarkVersion that the jar is of
 * @param gitCommit commit of the checkout that holds the jar; null if unknown
 * @param variant id of the model variant
 * @param displayName the variant's name in tables
 * @param paired whether each fork's calls took turns with those of a fork of the other side; null
 *     is no
 * @param model the file that every fork loaded
 * @param latency of a whole call, from text to label
 * @param callAllocation on the heap by a call; null if it was not measured
 * @param labels how many calls of all forks, warm-up included, returned each label
 * @param jmhSha256 digest of the side's {@code jmh.json}
 */
// What whole iterations allocated, of former versions.
@JsonIgnoreProperties("allocation")
public record SideRun(
    int schemaVersion,
    String id,
    Instant createdAt,
    String jar,
    String jarSha256,
    String bertmarkVersion,
    @Nullable String gitCommit,
    Protocol protocol,
    Environment environment,
    Jvm jvm,
    String variant,
    String displayName,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean paired,
    ModelReference model,
    Latency latency,
    @Nullable Allocation callAllocation,
    Map<String, Long> labels,
    String jmhSha256) {
  /** The version that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Its file in the folder of the side. */
  public static final String FILE = "side.json";

  public SideRun {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new IllegalArgumentException("schemaVersion must be " + SCHEMA_VERSION);
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** Whether each fork's calls took turns with those of a fork of the other side. */
  public boolean tookTurns() {
    return Boolean.TRUE.equals(paired);
  }
}
