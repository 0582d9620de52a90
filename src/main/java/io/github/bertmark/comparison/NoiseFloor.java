package io.github.bertmark.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.machine.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much latencies differ on one machine when nothing changed, as {@code bertmark noise} measured
 * it: the part {@code floor} of {@code noise.json}.
 *
 * @param environment the machine
 * @param forks a side in each comparison that it was measured by
 * @param relativeByVariant by variant: a relative change that comparisons of the same thing with
 *     itself stayed below, such as 0.03; 1 or more on a machine whose forks differ by factors
 * @param relativeOfPairs the same of forks whose calls took turns; null if none ran
 */
public record NoiseFloor(
    Environment environment,
    int forks,
    Map<String, Double> relativeByVariant,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Double> relativeOfPairs) {
  /** The version of {@code noise.json} that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  private static final String WAY_OUT = "measure it again with bertmark noise";

  public NoiseFloor {
    relativeByVariant = checked("relativeByVariant", relativeByVariant);
    relativeOfPairs = relativeOfPairs == null ? null : checked("relativeOfPairs", relativeOfPairs);
  }

  /** A floor of single forks alone. */
  public NoiseFloor(Environment environment, int forks, Map<String, Double> relativeByVariant) {
    this(environment, forks, relativeByVariant, null);
  }

  private static Map<String, Double> checked(String name, Map<String, Double> floors) {
    if (floors.isEmpty() || !floors.values().stream().allMatch(v -> v >= 0 && Double.isFinite(v))) {
      throw new IllegalArgumentException(name + " must hold finite numbers from 0 up");
    }
    return Collections.unmodifiableMap(new TreeMap<>(floors));
  }

  /** The floor of a variant; of one that was not measured, the largest of those that were. */
  public double of(String variant) {
    return of(relativeByVariant, variant);
  }

  /** The same of forks whose calls take turns; 0 if none ran. */
  public double ofPairs(String variant) {
    return relativeOfPairs == null ? 0 : of(relativeOfPairs, variant);
  }

  private static double of(Map<String, Double> floors, String variant) {
    return floors.getOrDefault(variant, Collections.max(floors.values()));
  }

  /**
   * Reads the key {@code floor} of a stored noise measurement.
   *
   * @throws InputException if the file is missing, malformed or of another schema version, or has
   *     no such key
   */
  public static NoiseFloor read(Path file) throws IOException {
    JsonNode document = Json.read(file, JsonNode.class, WAY_OUT);
    JsonNode floor = document.path("floor");
    JsonNode version = document.path("schemaVersion");
    if (!version.isInt() || floor.isMissingNode()) {
      throw new InputException(
          file, "is no noise measurement: it has no floor or no schemaVersion", WAY_OUT);
    }
    if (version.intValue() != SCHEMA_VERSION) {
      throw new InputException(
          file, "has schema version " + version + ", not " + SCHEMA_VERSION, WAY_OUT);
    }
    return Json.read(Json.toBytes(floor), NoiseFloor.class, file + " (floor)", WAY_OUT);
  }
}
