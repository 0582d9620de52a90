package io.github.bertmark.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.evaluate.QuickLook;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.machine.Jvm;
import io.github.bertmark.machine.Limits;
import io.github.bertmark.machine.Pace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one run, complete: everything that reports and comparisons need, without models or
 * JMH.
 *
 * @param schema {@value #SCHEMA}, whose text is docs/run.schema.json; null in documents of version
 *     2
 * @param schemaVersion of this document, {@value #SCHEMA_VERSION}, or a former one from {@value
 *     #OLDEST_VERSION} on; raised whenever a reader of the former version would misread the new one
 * @param id of the run
 * @param createdAt when it started
 * @param bertmarkVersion version of this project that measured it
 * @param gitCommit commit of the checkout; null if unknown
 * @param command that repeats it
 * @param protocol how calls were timed
 * @param environment the machine
 * @param jvm that the forks ran in
 * @param dataset that the accuracies are of
 * @param quick what of the test queries the accuracies are of, if the run is but a quick look; null
 *     if it is whole
 * @param limits of the machine; null if they were not measured
 * @param pace of the machine while it measured; null in documents of former versions
 * @param variants at least one, in the order in which they were asked for
 * @param leftOut variants that were asked for and could not be measured; null if there are none
 * @param jmhSha256 digest of JMH's own file, {@code jmh.json}
 * @param sha256 digest of the document's own bytes, with zeros in place of itself; null in
 *     documents of version 2
 */
public record RunDocument(
    @JsonProperty("$schema") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String schema,
    int schemaVersion,
    String id,
    Instant createdAt,
    String bertmarkVersion,
    @Nullable String gitCommit,
    String command,
    Protocol protocol,
    Environment environment,
    Jvm jvm,
    DatasetReference dataset,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable QuickLook quick,
    @Nullable Limits limits,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pace pace,
    List<VariantResult> variants,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<LeftOutVariant> leftOut,
    String jmhSha256,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sha256) {
  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 3;

  /** The oldest that it reads. */
  private static final int OLDEST_VERSION = 2;

  /** A name, not a place: the schema comes with the release. */
  public static final String SCHEMA = "urn:bertmark:run:" + SCHEMA_VERSION;

  /** In place of the document's digest while that is counted. */
  public static final String UNSIGNED = "0".repeat(64);

  private static final String READ = OLDEST_VERSION + " to " + SCHEMA_VERSION;
  private static final String WAY_OUT = "merge the run again, or name the run.json of another run";

  public RunDocument {
    if (!isRead(schemaVersion)) {
      throw new IllegalArgumentException("schemaVersion must be " + READ);
    }
    variants = List.copyOf(variants);
    leftOut = leftOut == null ? null : List.copyOf(leftOut);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("variants must not be empty");
    }
    if (variants.stream().map(VariantResult::id).distinct().count() != variants.size()) {
      throw new IllegalArgumentException("variants must not hold one twice");
    }
  }

  /** The result of a variant, if the run has it. */
  public Optional<VariantResult> variant(String id) {
    return variants.stream().filter(variant -> variant.id().equals(id)).findFirst();
  }

  /** Writes this document. */
  public void write(Path file) throws IOException {
    Json.write(file, signed());
  }

  /** The same with its own digest, if its version has one. */
  public RunDocument signed() throws IOException {
    return sha256 == null ? this : with(digest(Json.toText(with(UNSIGNED))));
  }

  private RunDocument with(String digest) {
    return new RunDocument(
        schema,
        schemaVersion,
        id,
        createdAt,
        bertmarkVersion,
        gitCommit,
        command,
        protocol,
        environment,
        jvm,
        dataset,
        quick,
        limits,
        pace,
        variants,
        leftOut,
        jmhSha256,
        digest);
  }

  /**
   * Reads a run document.
   *
   * @param file the document, or the folder of the run
   * @throws InputException if it is missing, malformed or of another schema version
   */
  public static RunDocument read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return read(new RunFiles(file).run());
    }
    byte[] bytes = Json.bytes(file, WAY_OUT);
    try {
      RunDocument run = Json.read(bytes, RunDocument.class, file, WAY_OUT);
      Recount.require(run, file);
      requireUnchanged(file, run, new String(bytes, StandardCharsets.UTF_8));
      return run;
    } catch (InputException e) {
      // Another version fails on its first unknown key, which says nothing of the cause.
      requireVersion(file, bytes);
      throw e;
    }
  }

  /** After all else, which says more of what was changed. */
  private static void requireUnchanged(Path file, RunDocument run, String text) {
    String own = run.sha256;
    boolean unchanged =
        own == null
            ? run.schemaVersion == OLDEST_VERSION
            : digest(text.replace(own, UNSIGNED)).equals(own);
    if (!unchanged) {
      throw new InputException(
          file, "was changed after it was made: its own digest differs", WAY_OUT);
    }
  }

  private static String digest(String unsigned) {
    return Digests.sha256(unsigned.getBytes(StandardCharsets.UTF_8));
  }

  private static void requireVersion(Path file, byte[] bytes) {
    JsonNode version = Json.read(bytes, JsonNode.class, file, WAY_OUT).path("schemaVersion");
    if (!version.isInt()) {
      throw new InputException(file, "is no run document: it has no schemaVersion", WAY_OUT);
    }
    if (!isRead(version.intValue())) {
      throw new InputException(
          file,
          "has schema version " + version + ", not " + READ,
          "read it with the release of bertmark that wrote it");
    }
  }

  private static boolean isRead(int version) {
    return version >= OLDEST_VERSION && version <= SCHEMA_VERSION;
  }
}
