package io.github.bertmark.raw;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.evaluate.QuickLook;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.run.Found;
import io.github.bertmark.run.LeftOutVariant;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
 * @param leftOut variants that were asked for and could not be measured; null if there are none
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
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<LeftOutVariant> leftOut,
    @Nullable QuickLook quick,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String queryChoice,
    Environment environment) {

  /**
   * A variant that the run is to measure.
   *
   * @param parent id of the variant that it is another form of; null if it is none
   * @param found what was found of the model; null if it is bertmark's own
   */
  public record RequestedVariant(
      String id,
      String displayName,
      @Nullable String parent,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Found found) {}

  public Provenance {
    variants = List.copyOf(variants);
    leftOut = leftOut == null ? null : List.copyOf(leftOut);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("variants must not be empty");
    }
    if (variants.stream().map(RequestedVariant::id).distinct().count() != variants.size()) {
      throw new IllegalArgumentException("variants must not hold one twice");
    }
  }

  /** The same of a run that leaves variants out, whether or not it began with them. */
  public Provenance without(List<LeftOutVariant> unusable) {
    Set<String> ids = unusable.stream().map(LeftOutVariant::id).collect(Collectors.toSet());
    return new Provenance(
        id,
        createdAt,
        bertmarkVersion,
        gitCommit,
        command,
        variants.stream().filter(variant -> !ids.contains(variant.id())).toList(),
        unusable,
        quick,
        queryChoice,
        environment);
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
