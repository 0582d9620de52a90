package io.github.bertmark.raw;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.evaluate.QuickLook;
import io.github.bertmark.run.Environment;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who, where, when and what for: what is known when a run starts and could not be found out later
 * or elsewhere.
 *
 * <p>Written into the run's folder at its start, on the machine that measures, so that the merge
 * can be redone anywhere.
 *
 * @param id of the run, the name of its folder
 * @param createdAt when it started
 * @param bertmarkVersion version of this project
 * @param gitCommit commit of the checkout; null if unknown
 * @param command that repeats the run
 * @param variants that were asked for, in the order of tables and pictures; the last is the one
 *     under study
 * @param quick what of the test queries is classified in a quick look; null for a whole run
 * @param queryChoice how the timed text was chosen, in words; null for the usual one
 * @param environment the machine
 */
public record Provenance(
    String id,
    Instant createdAt,
    String bertmarkVersion,
    @Nullable String gitCommit,
    String command,
    List<RequestedVariant> variants,
    @Nullable QuickLook quick,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String queryChoice,
    Environment environment) {

  /**
   * A variant that the run is to measure.
   *
   * @param parent id of the variant that it is another form of; null if it is none
   */
  public record RequestedVariant(String id, String displayName, @Nullable String parent) {}

  public Provenance {
    variants = List.copyOf(variants);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("variants must not be empty");
    }
    if (variants.stream().map(RequestedVariant::id).distinct().count() != variants.size()) {
      throw new IllegalArgumentException("variants must not hold one twice");
    }
  }

  /** Writes this into the folder of the run. */
  public void write(RunFiles folder) throws IOException {
    Json.write(folder.provenance(), this);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InputException if it is missing or malformed
   */
  public static Provenance read(RunFiles folder) throws IOException {
    return Json.read(
        folder.provenance(),
        Provenance.class,
        "it is written when a run starts; run the benchmarks again");
  }
}
