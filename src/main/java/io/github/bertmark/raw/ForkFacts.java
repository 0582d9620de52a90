package io.github.bertmark.raw;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ForkRecord} of any release says: the two sides of a comparison may be builds of
 * different commits, so keys that this one does not know are left aside.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ForkFacts(
    String variant,
    String modelSha256,
    String onnxRuntimeVersion,
    int intraOpThreads,
    int interOpThreads,
    String query,
    Map<String, Long> labels,
    @Nullable String settling,
    @Nullable Long callAllocatedBytes) {
  private static final String WAY_OUT = "see the logs beside it, and make the comparison again";

  /** Those of every record in a folder, by file name. */
  public static List<ForkFacts> readAll(Path folder) throws IOException {
    String missing = "no fork left a record of what it ran";
    return ForkRecord.readAll(folder, ForkFacts.class, missing, WAY_OUT);
  }

  /** The same settings and model, whatever was answered and allocated. */
  public boolean sameSetup(ForkFacts other) {
    return setup().equals(other.setup());
  }

  private List<@Nullable Object> setup() {
    return Arrays.asList(
        variant, modelSha256, onnxRuntimeVersion, intraOpThreads, interOpThreads, query, settling);
  }
}
